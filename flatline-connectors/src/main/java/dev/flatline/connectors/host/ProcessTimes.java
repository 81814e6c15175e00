package dev.flatline.connectors.host;

import java.io.File;
import java.util.HashMap;
import java.util.Iterator;
import java.util.Map;

/// How much CPU time all processes that `/proc` lists have used since the reading before, in ticks
/// of the kernel's clock.
///
/// What a process used goes over to its parent when that waits for it, so the sum over all, with
/// that of ended children, grows by exactly what ran in between, also in processes that began and
/// ended unseen. Where nobody waits, as the parent ignores SIGCHLD, the kernel drops it; then what
/// the processes had by the reading before is not missed twice: growth is that of the processes
/// themselves, and of ended children as far as it exceeds what the vanished ones had.
///
/// Memory is bounded by the number of processes alive. Not safe for use by several threads at once.
final class ProcessTimes {
  /// Of `/proc/PID/stat`, in the kernel's `sched.h`.
  private static final long KERNEL_THREAD = 0x00200000;

  /// The kernel's own first thread beside process 1, where the PID namespace is the host's.
  private static final long FIRST_KERNEL_THREAD = 2;

  private final HostContext context;
  private final Map<Long, Known> byId = new HashMap<>();
  private long pass;
  private double newestStart = Double.NaN;

  ProcessTimes(HostContext context) {
    this.context = context;
  }

  /// What became of a reading.
  ///
  /// @param ticks growth over all processes, NaN at the first reading and where not all of the
  ///     host's can be seen
  /// @param kernelTicks of it that of kernel threads, which are in no cgroup but the top
  record Growth(double ticks, double kernelTicks) {
    /// It is not known.
    static final Growth UNKNOWN = new Growth(Double.NaN, Double.NaN);
  }

  /// One process as it was at the last reading that saw it.
  private static final class Known {
    private double start = Double.NaN;
    private double own;
    private double children;
    private boolean kernel;
    private long pass;
  }

  /// Reads all of these; names that are no numbers are passed over.
  ///
  /// @param names what is in `/proc`
  Growth read(String[] names) {
    pass++;
    boolean denied = false;
    double own = 0;
    double children = 0;
    double kernel = 0;
    double gone = 0;
    double newest = Double.isNaN(newestStart) ? 0 : newestStart;
    for (String name : names) {
      if (name.charAt(0) < '0' || name.charAt(0) > '9') {
        continue;
      }
      File stat = context.files().proc(name + "/stat");
      KernelText.Outcome outcome = context.text().read(stat);
      if (outcome == KernelText.Outcome.DENIED) {
        denied = true;
      }
      Known now = outcome == KernelText.Outcome.READ ? parse(context.text()) : new Known();
      if (Double.isNaN(now.start)) {
        continue;
      }
      newest = Math.max(newest, now.start);
      Known before = byId.put(Long.parseLong(name), now);
      boolean same = before != null && before.start == now.start;
      gone += before == null || same ? 0 : before.own + before.children;
      if (same || now.start > newestStart) {
        double used = now.own - (same ? before.own : 0);
        own += used;
        kernel += now.kernel ? used : 0;
        children += now.children - (same ? before.children : 0);
      }
    }
    gone += forgetVanished();
    boolean known = !Double.isNaN(newestStart);
    newestStart = newest;
    return known && !byId.isEmpty() && seesTheHost(denied)
        ? new Growth(own + Math.max(0, children - gone), kernel)
        : Growth.UNKNOWN;
  }

  /// Whether every one of these is a kernel thread.
  boolean areKernelThreads(KernelText ids) {
    while (ids.nextLine()) {
      double id = ids.nextNumber();
      Known known = Double.isNaN(id) ? null : byId.get((long) id);
      if (known != null && !known.kernel) {
        return false;
      }
    }
    return true;
  }

  /// What the vanished ones had used.
  private double forgetVanished() {
    double had = 0;
    Iterator<Known> all = byId.values().iterator();
    while (all.hasNext()) {
      Known known = all.next();
      if (known.pass != pass) {
        had += known.own + known.children;
        all.remove();
      }
    }
    return had;
  }

  /// Whether what is listed is all that the host runs, and not a container's part of it or what
  /// this user may see.
  private boolean seesTheHost(boolean denied) {
    Known first = byId.get(FIRST_KERNEL_THREAD);
    if (denied || first == null || !first.kernel) {
      context
          .notes()
          .add(
              "no CPU of the host's processes: not all of them can be seen from here (run as root,"
                  + " in the host's PID namespace)");
      return false;
    }
    return true;
  }

  /// `1 (systemd) S 0 …`; the name in brackets may hold anything, brackets too. NaN as the start
  /// where it cannot be understood.
  private Known parse(KernelText text) {
    Known known = new Known();
    known.pass = pass;
    if (!text.nextLine()) {
      return known;
    }
    text.skipPastLast(')');
    text.skipFields(6);
    double flags = text.nextNumber();
    known.kernel = !Double.isNaN(flags) && ((long) flags & KERNEL_THREAD) != 0;
    text.skipFields(4);
    known.own = text.nextNumber() + text.nextNumber();
    known.children = text.nextNumber() + text.nextNumber();
    text.skipFields(4);
    double start = text.nextNumber();
    known.start = Double.isNaN(known.own + known.children) ? Double.NaN : start;
    return known;
  }
}
