package dev.flatline.connectors.host;

import java.io.File;
import org.jspecify.annotations.Nullable;

/// What a cgroup may use at most, NaN where it sets no limit of its own.
///
/// @param quotaCores CFS quota over period
/// @param cpus how many cores its cpuset holds
/// @param memoryBytes memory limit
record CgroupLimits(double quotaCores, double cpus, double memoryBytes) {
  /// No limit.
  static final CgroupLimits NONE = new CgroupLimits(Double.NaN, Double.NaN, Double.NaN);

  /// v1 writes "no limit" as the largest multiple of a page.
  private static final double V1_UNLIMITED_BYTES = 0x7000_0000_0000_0000L;

  /// Reads the limits of one cgroup.
  static CgroupLimits read(CgroupFiles files, KernelText text) {
    return new CgroupLimits(
        quotaCores(files, text), cpus(files.cpus(), text), memoryBytes(files.memoryLimit(), text));
  }

  /// The tighter of both, limit by limit.
  CgroupLimits tightenedBy(CgroupLimits other) {
    return new CgroupLimits(
        tighter(quotaCores, other.quotaCores),
        tighter(cpus, other.cpus),
        tighter(memoryBytes, other.memoryBytes));
  }

  /// Cores that may be used: the quota, but never more than the cpuset, never more than the host.
  double capacityCores(HostCapacity host) {
    return tighter(quotaCores, tighter(cpus, host.cores()));
  }

  /// Memory that may be used: the limit, but never more than the host has.
  double capacityBytes(HostCapacity host) {
    return tighter(memoryBytes, host.memoryBytes());
  }

  private static double tighter(double one, double other) {
    return Double.isNaN(one) ? other : Double.isNaN(other) ? one : Math.min(one, other);
  }

  private static double quotaCores(CgroupFiles files, KernelText text) {
    double quota = Double.NaN;
    double period = Double.NaN;
    if (files.cpuMax() != null) {
      // "max 100000" where there is none
      quota = text.onlyNumber(files.cpuMax());
      period = text.nextNumber();
    } else if (files.cpuQuota() != null && files.cpuPeriod() != null) {
      // -1 where there is none
      quota = text.onlyNumber(files.cpuQuota());
      period = text.onlyNumber(files.cpuPeriod());
    }
    return quota > 0 && period > 0 ? quota / period : Double.NaN;
  }

  /// Counts a list like `0-3,8,10-11`.
  private static double cpus(@Nullable File file, KernelText text) {
    if (file == null || !text.reads(file) || !text.nextLine()) {
      return Double.NaN;
    }
    double count = 0;
    for (String range : text.nextWord().split(",", -1)) {
      count += length(range);
    }
    return count > 0 ? count : Double.NaN;
  }

  private static double length(String range) {
    int dash = range.indexOf('-');
    try {
      int from = Integer.parseInt(dash < 0 ? range : range.substring(0, dash));
      int to = dash < 0 ? from : Integer.parseInt(range.substring(dash + 1));
      return to >= from ? to - from + 1 : Double.NaN;
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  private static double memoryBytes(@Nullable File file, KernelText text) {
    double bytes = file == null ? Double.NaN : text.onlyNumber(file);
    return bytes > 0 && bytes < V1_UNLIMITED_BYTES ? bytes : Double.NaN;
  }
}
