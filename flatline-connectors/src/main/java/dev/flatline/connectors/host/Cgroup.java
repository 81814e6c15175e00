package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.io.File;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One cgroup: what it may use, and what was read of it before.
///
/// All values but the number of processes count the cgroup with all cgroups below it, as the kernel
/// does.
final class Cgroup {
  /// Who a cgroup is.
  ///
  /// @param path its path, the same in all trees that have it
  /// @param workload the workload that it is
  /// @param selected whether it is wanted; one that is not still sets limits to those below
  /// @param parent the cgroup above, null at the top
  record Identity(String path, Workload workload, boolean selected, @Nullable Cgroup parent) {}

  /// One reading of all cgroups.
  ///
  /// @param atMillis its time
  /// @param host what the host has
  /// @param namespaces the network namespaces met in it
  record Reading(long atMillis, HostCapacity host, NetworkNamespaces namespaces) {}

  private final HostContext context;
  private final Identity identity;
  private final CgroupCpuRates cpu;
  private final IoRates io;
  private CgroupFiles files;
  private CgroupLimits ownLimits;
  private Optional<String> networkNamespace = Optional.empty();
  private boolean namespaceAsked;
  private boolean leaf;
  private long foundInWalk;

  Cgroup(HostContext context, Identity identity, CgroupFiles files) {
    this.context = context;
    this.identity = identity;
    this.files = files;
    ownLimits = CgroupLimits.read(files, context.text());
    cpu = new CgroupCpuRates(context);
    io = new IoRates(context.longestGap());
  }

  /// Takes note that a walk through a tree came by. A walk goes through several trees; a cgroup is
  /// a leaf where none of them has another below it.
  void found(long walk, boolean hasChildren) {
    leaf = !hasChildren && (leaf || foundInWalk != walk);
    foundInWalk = walk;
  }

  /// Whether the walk of this number came by.
  boolean wasFoundIn(long walk) {
    return foundInWalk == walk;
  }

  /// Looks again at what changes rarely: which files there are, limits, the network namespace.
  void refresh(CgroupMounts mounts) {
    files = CgroupFiles.find(mounts, identity.path());
    ownLimits = CgroupLimits.read(files, context.text());
    namespaceAsked = false;
  }

  /// Reads it once. Empty where it is no workload now: not wanted, gone, an inner cgroup without
  /// processes of its own, or empty and idle.
  Optional<Sample> read(Reading reading) {
    if (!identity.selected()) {
      return Optional.empty();
    }
    CgroupProcesses processes = CgroupProcesses.read(files.processes(), context.text());
    if (!leaf && !processes.some()) {
      return Optional.empty();
    }
    Optional<CgroupCpuCounters> counters = CgroupCpuCounters.read(files, context);
    counters.ifPresent(cpu::accept);
    if (counters.isEmpty() || (processes.none() && !cpu.used())) {
      return Optional.empty();
    }
    Measurements values = context.newMeasurements();
    CgroupLimits limits = limits();
    cpu.putInto(values, limits.capacityCores(reading.host()));
    putMemory(values, limits.capacityBytes(reading.host()));
    putIo(values);
    putTasks(values, processes);
    putNetwork(values, processes, reading.namespaces());
    return Optional.of(values.toSample(identity.workload(), reading.atMillis()));
  }

  /// The tightest limits of this cgroup and all above it.
  private CgroupLimits limits() {
    CgroupLimits tightest = ownLimits;
    for (Cgroup above = identity.parent(); above != null; above = above.identity.parent()) {
      tightest = tightest.tightenedBy(above.ownLimits);
    }
    return tightest;
  }

  private void putMemory(Measurements values, double capacityBytes) {
    if (files.memoryUsage() != null) {
      double usedBytes = context.text().onlyNumber(files.memoryUsage());
      values.put(Metric.MEMORY_USAGE_BYTES, usedBytes);
      values.put(Metric.MEMORY_UTILIZATION, usedBytes / capacityBytes);
    }
  }

  private void putIo(Measurements values) {
    File file = files.io();
    boolean read = file != null && context.text().reads(file);
    long atNanos = context.nanos();
    IoCounters counters =
        read
            ? IoCounters.parseCgroup(context.text(), context.devices()::isDiskNumber)
            : IoCounters.UNKNOWN;
    io.measure(atNanos, counters, values);
  }

  /// Processes and threads are listed without those of the cgroups below, which only a leaf has
  /// not.
  private void putTasks(Measurements values, CgroupProcesses processes) {
    if (leaf) {
      values.put(Metric.PROCESSES, processes.count());
    }
    if (files.tasks() != null) {
      values.put(Metric.THREADS, context.text().onlyNumber(files.tasks()));
    } else if (leaf && files.threads() != null && context.text().reads(files.threads())) {
      values.put(Metric.THREADS, context.text().countLines());
    }
  }

  private void putNetwork(
      Measurements values, CgroupProcesses processes, NetworkNamespaces namespaces) {
    if (processes.first() == 0) {
      return;
    }
    if (!namespaceAsked) {
      networkNamespace = namespaces.foreign(processes.first());
      namespaceAsked = true;
    }
    networkNamespace.ifPresent(name -> namespaces.measure(name, processes.first(), values));
  }
}
