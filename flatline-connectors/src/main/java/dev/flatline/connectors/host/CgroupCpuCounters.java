package dev.flatline.connectors.host;

import java.io.File;
import java.util.Optional;

/// CPU counters of one cgroup and all below it, since it began; NaN where unknown.
///
/// @param atNanos when the use was read
/// @param usedSeconds CPU time used
/// @param periods CFS periods in which it wanted to run and had a quota
/// @param throttledPeriods those in which the quota ran out
record CgroupCpuCounters(
    long atNanos, double usedSeconds, double periods, double throttledPeriods) {
  private static final double NANOS_PER_SECOND = 1e9;
  private static final double MICROS_PER_SECOND = 1e6;

  /// Reads them; empty where the cgroup is gone, which is normal at any moment.
  static Optional<CgroupCpuCounters> read(CgroupFiles files, HostContext context) {
    KernelText text = context.text();
    boolean usageApart = files.cpuUsage() != null;
    File main = usageApart ? files.cpuUsage() : files.cpuStat();
    KernelText.Outcome outcome = main == null ? KernelText.Outcome.MISSING : text.read(main);
    long atNanos = context.nanos();
    if (main == null || outcome == KernelText.Outcome.MISSING) {
      return Optional.empty();
    }
    if (outcome != KernelText.Outcome.READ) {
      context.notes().add("no CPU of some cgroups", main, outcome);
    }
    if (!usageApart) {
      return Optional.of(parse(text, atNanos, Double.NaN));
    }
    double usedSeconds = text.nextLine() ? text.nextNumber() / NANOS_PER_SECOND : Double.NaN;
    return Optional.of(
        files.cpuStat() != null && text.reads(files.cpuStat())
            ? parse(text, atNanos, usedSeconds)
            : new CgroupCpuCounters(atNanos, usedSeconds, Double.NaN, Double.NaN));
  }

  /// Reads `cpu.stat`, which in v2 has the use in it and in v1 only the periods.
  private static CgroupCpuCounters parse(KernelText text, long atNanos, double used) {
    double usedSeconds = used;
    double periods = Double.NaN;
    double throttled = Double.NaN;
    while (text.nextLine()) {
      switch (text.nextWord()) {
        case "usage_usec" -> usedSeconds = text.nextNumber() / MICROS_PER_SECOND;
        case "nr_periods" -> periods = text.nextNumber();
        case "nr_throttled" -> throttled = text.nextNumber();
        default -> {}
      }
    }
    return new CgroupCpuCounters(atNanos, usedSeconds, periods, throttled);
  }
}
