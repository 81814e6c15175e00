package dev.flatline.connectors.host;

import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Workload;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;

/// Reads this host and its cgroups, as often as it is asked.
///
/// A rate is over the interval since the reading before, so the first reading has none; shares of
/// CPU are rates too. Memory is bounded by the number of cgroups alive. Not safe for use by several
/// threads at once.
public final class HostSampler {
  /// Where to look and for what.
  ///
  /// @param root the folder that stands for `/`
  /// @param hostOnly whether to leave out all cgroups
  /// @param selection which cgroups are wanted
  /// @param longestGap the longest time between two readings that still makes a rate
  public record Settings(
      Path root, boolean hostOnly, WorkloadSelection selection, Duration longestGap) {}

  /// Devices come and go rarely.
  private static final int READINGS_PER_LOOK_AT_DEVICES = 60;

  private final HostContext context;
  private final HostWorkload host;
  private final CgroupWorkloads cgroups;
  private final boolean included;
  private long readings;

  private HostSampler(
      HostContext context, HostWorkload host, CgroupWorkloads cgroups, boolean included) {
    this.context = context;
    this.host = host;
    this.cgroups = cgroups;
    this.included = included;
  }

  /// A sampler of the host below this root.
  ///
  /// @throws SourceException where there is no `/proc` of Linux
  public static HostSampler open(Settings settings) {
    return open(settings, System::nanoTime);
  }

  static HostSampler open(Settings settings, LongSupplier monotonicNanos) {
    HostFiles files = HostFiles.below(settings.root());
    if (!files.proc("stat").exists()) {
      throw new SourceException(Reason.NOT_FOUND, missingProc(files));
    }
    HostContext context = HostContext.of(files, monotonicNanos, settings.longestGap());
    String hostName = hostName(context);
    Workload workload =
        new Workload(settings.selection().prefix() + "host:" + hostName, Map.of("host", hostName));
    CgroupMounts mounts = settings.hostOnly() ? ownMounts(context) : cgroupMounts(context);
    CgroupMounts wanted = settings.hostOnly() ? CgroupMounts.NONE : mounts;
    return new HostSampler(
        context,
        new HostWorkload(context, workload, mounts),
        new CgroupWorkloads(context, wanted, settings.selection()),
        !settings.selection().include().isEmpty());
  }

  /// Reads everything once; answers how many samples there were.
  public int read(long atMillis, SampleSink sink) {
    if (readings++ % READINGS_PER_LOOK_AT_DEVICES == 0) {
      context.devices().refresh(context.text());
    }
    sink.accept(host.read(atMillis));
    return 1 + cgroups.read(atMillis, host.capacity(), sink);
  }

  /// What could not be read so far, as sentences.
  public List<String> notes() {
    List<String> notes = new ArrayList<>(context.notes().sentences());
    if (included && !cgroups.anySelected()) {
      notes.add("no cgroup matches --include: only the host was recorded");
    }
    return notes;
  }

  /// Values that could not be measurements and were left out, by reason.
  public DropCounts refused() {
    return context.refused();
  }

  private static String missingProc(HostFiles files) {
    String missing = files.proc("stat") + " is missing: recording needs the /proc of Linux";
    return files.self().equals("self")
        ? missing + ", and this is " + System.getProperty("os.name")
        : missing + " below the root that was named";
  }

  /// Where only the host is wanted, cgroups are asked for their sum; that there are none is no
  /// loss.
  private static CgroupMounts ownMounts(HostContext context) {
    return context.text().reads(context.files().own("mountinfo"))
        ? CgroupMounts.parse(context.text(), context.files())
        : CgroupMounts.NONE;
  }

  private static CgroupMounts cgroupMounts(HostContext context) {
    if (!context.readOrNote(context.files().own("mountinfo"), "no cgroups")) {
      return CgroupMounts.NONE;
    }
    CgroupMounts mounts = CgroupMounts.parse(context.text(), context.files());
    if (mounts.accounting().isEmpty()) {
      context.notes().add("no cgroups: no tree of them that accounts for CPU is mounted");
    }
    return mounts;
  }

  /// Below a root of its own the kernel would answer with the name of the container that asks.
  private static String hostName(HostContext context) {
    KernelText text = context.text();
    boolean here = context.files().self().equals("self");
    List<String> places =
        here
            ? List.of("/proc/sys/kernel/hostname", "/etc/hostname")
            : List.of("/etc/hostname", "/proc/sys/kernel/hostname");
    for (String place : places) {
      if (text.reads(context.files().at(place)) && text.nextLine()) {
        String name = text.nextWord();
        if (!name.isEmpty()) {
          return name;
        }
      }
    }
    return "unknown";
  }
}
