package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.window.CounterRate;
import java.time.Duration;

/// The host's CPU as its processes and its cgroups tell it, to be compared with what the host tells
/// itself.
///
/// Reading all processes costs about 10 µs each. It is done as often as everything else, but for no
/// more than a fiftieth of the time: with 50,000 processes every half minute.
final class HostPlanes {
  private static final int TIMES_BETWEEN = 50;

  /// Longer between two readings of all processes, and their mean says nothing of now.
  private static final Duration LONGEST_BETWEEN = Duration.ofMinutes(5);

  private final HostContext context;
  private final ProcessTimes processes;
  private final CgroupSum cgroups;
  private final CounterRate cgroupSeconds;

  private boolean begun;
  private long nextNanos;
  private long lastNanos;
  private double lastTotalTicks = Double.NaN;
  private double kernelShare = Double.NaN;
  private boolean cgroupsHoldAll;

  HostPlanes(HostContext context, CgroupMounts mounts) {
    this.context = context;
    processes = new ProcessTimes(context);
    cgroups = new CgroupSum(context, mounts);
    cgroupSeconds = context.newRate();
  }

  /// Adds what the planes tell.
  ///
  /// @param names what is in `/proc`
  /// @param totalTicks the host's time since boot, of all cores
  /// @param cores how many cores are online
  void read(String[] names, double totalTicks, double cores, Measurements values) {
    long nanos = context.nanos();
    if (!begun || nanos - nextNanos >= 0) {
      readProcesses(nanos, names, totalTicks, values);
    }
    cgroupSeconds.accept(context.nanos(), cgroups.seconds());
    double share = cgroupSeconds.perSecond() / cores;
    double others = cgroups.lacksKernelThreads() ? kernelShare : 0;
    values.put(Metric.CPU_UTILIZATION_OF_CGROUPS, cgroupsHoldAll ? share + others : Double.NaN);
  }

  private void readProcesses(long nanos, String[] names, double totalTicks, Measurements values) {
    ProcessTimes.Growth growth = processes.read(names);
    boolean recent = begun && nanos - lastNanos <= LONGEST_BETWEEN.toNanos();
    double ticks = totalTicks - lastTotalTicks;
    boolean usable = recent && ticks > 0;
    kernelShare = usable ? growth.kernelTicks() / ticks : Double.NaN;
    values.put(Metric.CPU_UTILIZATION_OF_PROCESSES, usable ? growth.ticks() / ticks : Double.NaN);
    cgroupsHoldAll = cgroups.holdsAll(processes);
    begun = true;
    lastNanos = nanos;
    lastTotalTicks = totalTicks;
    nextNanos = nanos + TIMES_BETWEEN * (context.nanos() - nanos);
  }
}
