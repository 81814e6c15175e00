package dev.flatline.connectors.host;

import java.io.File;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// The files of one cgroup, gathered from the trees that have it; null where none has.
///
/// CPU and processes come from the v1 tree that accounts for CPU where the cgroup is in it, because
/// quotas act there, and from the v2 tree otherwise.
///
/// @param cpuUsage v1 only: `cpuacct.usage`; in v2 `cpu.stat` carries it
/// @param cpuStat use (v2) and throttling (both)
/// @param cpuMax v2 only: quota and period
/// @param cpuQuota v1 only
/// @param cpuPeriod v1 only
/// @param cpus the cores that it may run on
/// @param memoryUsage memory in use
/// @param memoryLimit the most it may use
/// @param io bytes to and from disks
/// @param tasks how many threads are in it and below
/// @param processes the processes in it, one a line
/// @param threads the threads in it, one a line
record CgroupFiles(
    @Nullable File cpuUsage,
    @Nullable File cpuStat,
    @Nullable File cpuMax,
    @Nullable File cpuQuota,
    @Nullable File cpuPeriod,
    @Nullable File cpus,
    @Nullable File memoryUsage,
    @Nullable File memoryLimit,
    @Nullable File io,
    @Nullable File tasks,
    @Nullable File processes,
    @Nullable File threads) {

  /// Looks up which files there are: about 15 questions to the kernel.
  static CgroupFiles find(CgroupMounts mounts, String path) {
    Lookup lookup = new Lookup(mounts, path);
    File usage = lookup.v1("cpuacct", "cpuacct.usage");
    boolean v1 = usage != null;
    return new CgroupFiles(
        usage,
        v1 ? lookup.v1("cpu", "cpu.stat") : lookup.v2("cpu.stat"),
        lookup.v2("cpu.max"),
        lookup.v1("cpu", "cpu.cfs_quota_us"),
        lookup.v1("cpu", "cpu.cfs_period_us"),
        lookup.first("cpuset", "cpuset.effective_cpus", "cpuset.cpus.effective"),
        lookup.first("memory", "memory.usage_in_bytes", "memory.current"),
        lookup.first("memory", "memory.limit_in_bytes", "memory.max"),
        lookup.first("blkio", "blkio.throttle.io_service_bytes_recursive", "io.stat"),
        lookup.first("pids", "pids.current", "pids.current"),
        v1 ? lookup.v1("cpuacct", "cgroup.procs") : lookup.v2("cgroup.procs"),
        v1 ? lookup.v1("cpuacct", "tasks") : lookup.v2("cgroup.threads"));
  }

  private record Lookup(CgroupMounts mounts, String path) {
    @Nullable File v1(String controller, String name) {
      return find(mounts.v1(controller), name);
    }

    @Nullable File v2(String name) {
      return find(mounts.unified(), name);
    }

    @Nullable File first(String controller, String v1Name, String v2Name) {
      File file = v1(controller, v1Name);
      return file != null ? file : v2(v2Name);
    }

    private @Nullable File find(Optional<CgroupHierarchy> hierarchy, String name) {
      return hierarchy.isPresent() ? hierarchy.get().find(path, name) : null;
    }
  }
}
