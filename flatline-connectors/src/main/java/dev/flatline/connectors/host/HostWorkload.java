package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.core.window.CounterRate;
import java.io.File;

/// The host as a workload: all of the machine as this kernel accounts for it.
final class HostWorkload {
  private final HostContext context;
  private final Workload workload;
  private final CounterRate busy;
  private final CounterRate interrupts;
  private final CounterRate ioWait;
  private final CounterRate steal;
  private final CounterRate total;
  private final IoRates io;
  private final NetworkRates network;
  private final HostPlanes planes;
  private double totalTicks = Double.NaN;
  private HostCapacity capacity = new HostCapacity(Double.NaN, Double.NaN);

  HostWorkload(HostContext context, Workload workload, CgroupMounts mounts) {
    this.context = context;
    this.workload = workload;
    busy = context.newRate();
    interrupts = context.newRate();
    ioWait = context.newRate();
    steal = context.newRate();
    total = context.newRate();
    io = new IoRates(context.longestGap());
    network = new NetworkRates(context.longestGap());
    planes = new HostPlanes(context, mounts);
  }

  /// Reads the host once.
  Sample read(long atMillis) {
    Measurements values = context.newMeasurements();
    double cores = readCpu(values);
    String[] names = names();
    planes.read(names, totalTicks, cores, values);
    double memoryBytes = readMemory(values);
    readIo(values);
    readNetwork(values);
    readTasks(names, values);
    capacity = new HostCapacity(cores, memoryBytes);
    return values.toSample(workload, atMillis);
  }

  /// What the host had at the last reading.
  HostCapacity capacity() {
    return capacity;
  }

  private double readCpu(Measurements values) {
    KernelText text = context.text();
    File stat = context.files().proc("stat");
    boolean read = context.readOrNote(stat, "no CPU of the host");
    long atNanos = context.nanos();
    CpuTimes times = read ? CpuTimes.parse(text) : CpuTimes.UNKNOWN;
    totalTicks = times.total();
    busy.accept(atNanos, times.busy());
    interrupts.accept(atNanos, times.interrupts());
    ioWait.accept(atNanos, times.ioWait());
    steal.accept(atNanos, times.steal());
    total.accept(atNanos, times.total());
    double ticksPerSecond = total.perSecond();
    if (ticksPerSecond > 0) {
      values.put(Metric.CPU_UTILIZATION, busy.perSecond() / ticksPerSecond);
      values.put(Metric.CPU_IOWAIT, ioWait.perSecond() / ticksPerSecond);
      values.put(Metric.CPU_INTERRUPTS, interrupts.perSecond() / ticksPerSecond);
      values.put(Metric.CPU_STEAL, steal.perSecond() / ticksPerSecond);
    }
    double cores = times.cores() > 0 ? times.cores() : Double.NaN;
    values.put(Metric.CPU_CAPACITY_CORES, cores);
    return cores;
  }

  private double readMemory(Measurements values) {
    if (!context.readOrNote(context.files().proc("meminfo"), "no memory of the host")) {
      return Double.NaN;
    }
    HostMemory memory = HostMemory.parse(context.text());
    values.put(Metric.MEMORY_USAGE_BYTES, memory.usedBytes());
    values.put(Metric.MEMORY_UTILIZATION, memory.usedBytes() / memory.totalBytes());
    return memory.totalBytes();
  }

  private void readIo(Measurements values) {
    File diskStats = context.files().proc("diskstats");
    boolean read = context.readOrNote(diskStats, "no disk rates of the host");
    long atNanos = context.nanos();
    IoCounters counters =
        read
            ? IoCounters.parseDiskStats(context.text(), context.devices()::isDisk)
            : IoCounters.UNKNOWN;
    io.measure(atNanos, counters, values);
  }

  private void readNetwork(Measurements values) {
    File netDev = context.files().own("net/dev");
    boolean read = context.readOrNote(netDev, "no network rates of the host");
    long atNanos = context.nanos();
    NetworkCounters counters =
        read
            ? NetworkCounters.parse(context.text(), context.devices()::isInterface)
            : NetworkCounters.UNKNOWN;
    network.accept(atNanos, counters);
    network.putInto(values);
  }

  /// What is in `/proc`.
  private String[] names() {
    String[] names = context.files().proc("").list();
    return names == null ? new String[0] : names;
  }

  private void readTasks(String[] names, Measurements values) {
    long processes = 0;
    for (String name : names) {
      char first = name.charAt(0);
      processes += first >= '0' && first <= '9' ? 1 : 0;
    }
    values.put(Metric.PROCESSES, processes > 0 ? processes : Double.NaN);
    if (context.readOrNote(context.files().proc("loadavg"), "no threads of the host")) {
      values.put(Metric.THREADS, threads(context.text()));
    }
  }

  /// `/proc/loadavg` is `0.47 0.22 0.09 2/93 7283`: two of 93 threads run.
  private static double threads(KernelText text) {
    if (!text.nextLine()) {
      return Double.NaN;
    }
    text.skipFields(3);
    text.nextUntil('/');
    return text.nextNumber();
  }
}
