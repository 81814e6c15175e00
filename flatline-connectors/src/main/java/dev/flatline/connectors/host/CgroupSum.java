package dev.flatline.connectors.host;

import java.io.File;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/// The CPU time of all cgroups of the host together.
///
/// In v1 the top counts everything by itself, as the scheduler charges it. In v2 the top repeats
/// the counters of `/proc/stat`, which would agree with themselves; there it is the sum of the
/// cgroups below the top, and whoever is in none of them has to be added: kernel threads.
final class CgroupSum {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;

  private final HostContext context;
  private final Optional<CgroupHierarchy> v1;
  private final Optional<CgroupHierarchy> v2;
  private Map<String, Double> secondsByName = new HashMap<>();
  private boolean known;
  private double grown;

  CgroupSum(HostContext context, CgroupMounts mounts) {
    this.context = context;
    v1 = mounts.v1("cpuacct").filter(CgroupSum::isOfTheHost);
    v2 = mounts.unified().filter(CgroupSum::isOfTheHost);
  }

  /// Whether kernel threads are to be added.
  boolean lacksKernelThreads() {
    return v1.isEmpty();
  }

  /// Seconds used by all of them since some moment that stays the same; NaN where it is unknown.
  double seconds() {
    if (v1.isPresent()) {
      return context.text().onlyNumber(new File(v1.get().folder(), "cpuacct.usage"))
          / NANOS_PER_SECOND;
    }
    return v2.isPresent() ? sumBelow(v2.get().folder()) : Double.NaN;
  }

  /// Whether nobody but kernel threads is at the top itself.
  boolean holdsAll(ProcessTimes processes) {
    if (v1.isPresent() || v2.isEmpty()) {
      return v1.isPresent();
    }
    File atTheTop = new File(v2.get().folder(), "cgroup.procs");
    return context.text().reads(atTheTop) && processes.areKernelThreads(context.text());
  }

  /// A cgroup that is gone took its counter along: what is summed is growth. A new one began at 0.
  private double sumBelow(File top) {
    String[] names = top.list();
    Map<String, Double> now = new HashMap<>();
    for (String name : names == null ? new String[0] : names) {
      double seconds = usage(new File(top, name + "/cpu.stat"));
      if (!Double.isNaN(seconds)) {
        double before = known ? secondsByName.getOrDefault(name, 0.0) : seconds;
        grown += Math.max(0, seconds - before);
        now.put(name, seconds);
      }
    }
    secondsByName = now;
    known = !now.isEmpty();
    return known ? grown : Double.NaN;
  }

  private double usage(File stat) {
    if (!context.text().reads(stat)) {
      return Double.NaN;
    }
    while (context.text().nextLine()) {
      if (context.text().nextWord().equals("usage_usec")) {
        return context.text().nextNumber() / MICROS_PER_SECOND;
      }
    }
    return Double.NaN;
  }

  /// The top of v1 alone has a `release_agent`, the top of v2 alone has no `cgroup.type`: that of a
  /// container looks like the host's but for that.
  private static boolean isOfTheHost(CgroupHierarchy tree) {
    return tree.top().equals("/")
        && (tree.unified()
            ? tree.find("/", "cgroup.type") == null
            : tree.find("/", "release_agent") != null);
  }
}
