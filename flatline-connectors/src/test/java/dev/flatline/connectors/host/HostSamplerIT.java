package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// Against the kernel of this machine. At most a fifth of a core is burnt, for a few seconds.
@EnabledOnOs(OS.LINUX)
class HostSamplerIT {
  private static final Duration INTERVAL = Duration.ofMillis(500);

  /// Ends by itself, should nobody end it.
  private static final String[] BUSY = {"sh", "-c", "ulimit -t 5; while :; do :; done"};

  private final StoppableClock clock = new StoppableClock();

  @Test
  void thisHost_hasAllThatLinuxTells() {
    List<Sample> samples = new ArrayList<>();
    HostSampler sampler = sampler(true);

    read(sampler, samples, 3);

    MetricValues values = samples.getLast().values();
    for (Metric metric :
        List.of(
            Metric.CPU_UTILIZATION,
            Metric.CPU_CAPACITY_CORES,
            Metric.CPU_STEAL,
            Metric.MEMORY_UTILIZATION,
            Metric.MEMORY_USAGE_BYTES,
            Metric.PROCESSES,
            Metric.THREADS,
            Metric.NETWORK_RECEIVE_BYTES_PER_SECOND)) {
      assertThat(values.has(metric)).as(metric.metricName()).isTrue();
    }
    assertThat(values.get(Metric.CPU_CAPACITY_CORES))
        .isGreaterThanOrEqualTo(Runtime.getRuntime().availableProcessors());
    assertThat(values.get(Metric.CPU_UTILIZATION)).isBetween(0.0, 1.0);
    assertThat(sampler.notes()).isEmpty();
  }

  @Test
  void busyLoopUnderAQuotaOfV1_isMeasuredAgainstTheQuota() throws IOException {
    try (LiveCgroup cgroup = LiveCgroup.ofV1()) {
      assertThat(cgroup.set("cpu.cfs_period_us", "100000")).isTrue();
      cgroup.set("cpu.cfs_quota_us", "20000");
      cgroup.run(BUSY);

      assertBusyAtQuota(readings(cgroup, 8));
    }
  }

  @Test
  void busyLoopUnderAQuotaOfV2_isMeasuredAgainstTheQuota() throws IOException {
    try (LiveCgroup cgroup = LiveCgroup.ofV2()) {
      Assumptions.assumeTrue(
          cgroup.set("cpu.max", "20000 100000"),
          "cgroup v2 has no CPU controller here (v1 has it, or it is not delegated)");
      cgroup.run(BUSY);

      assertBusyAtQuota(readings(cgroup, 8));
    }
  }

  @Test
  void busyLoopInV2BesideV1_isAWorkloadOfItsOwn() throws IOException {
    try (LiveCgroup cgroup = LiveCgroup.ofV2();
        LiveCgroup limited = LiveCgroup.ofV1()) {
      limited.set("cpu.cfs_quota_us", "20000");
      Process process = limited.run(BUSY);
      cgroup.add(process.toHandle());

      List<MetricValues> readings = readings(cgroup, 8);

      double cores = Runtime.getRuntime().availableProcessors();
      assertThat(readings.getLast().get(Metric.CPU_CAPACITY_CORES)).isGreaterThanOrEqualTo(cores);
      assertThat(meanCores(readings)).isBetween(0.1, 0.3);
    }
  }

  @Test
  void processInANetworkOfItsOwn_hasItsNetworkAndNotTheHosts() throws IOException {
    try (LiveCgroup cgroup = LiveCgroup.ofV1()) {
      Process process = cgroup.run("unshare", "--net", "timeout", "20", "sleep", "20");
      List<MetricValues> readings = readings(cgroup, 4);
      Assumptions.assumeTrue(process.isAlive(), "cannot make a network namespace here");

      assertThat(readings.getLast().get(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND)).isZero();
    }
  }

  private static void assertBusyAtQuota(List<MetricValues> readings) {
    MetricValues last = readings.getLast();
    assertThat(readings.getFirst().has(Metric.CPU_UTILIZATION)).isFalse();
    assertThat(last.get(Metric.CPU_CAPACITY_CORES)).isEqualTo(0.2);
    assertThat(meanCores(readings)).isBetween(0.1, 0.3);
    assertThat(last.get(Metric.CPU_THROTTLED)).isBetween(0.3, 1.0);
    assertThat(last.get(Metric.PROCESSES)).isEqualTo(1);
    assertThat(last.get(Metric.THREADS)).isEqualTo(1);
    assertThat(last.has(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND)).isFalse();
  }

  private static double meanCores(List<MetricValues> readings) {
    return readings.stream()
        .filter(values -> values.has(Metric.CPU_UTILIZATION))
        .mapToDouble(
            values -> values.get(Metric.CPU_UTILIZATION) * values.get(Metric.CPU_CAPACITY_CORES))
        .average()
        .orElse(Double.NaN);
  }

  private List<MetricValues> readings(LiveCgroup cgroup, int count) {
    List<Sample> samples = new ArrayList<>();
    read(sampler(false), samples, count);
    return samples.stream()
        .filter(sample -> sample.workload().name().equals(cgroup.workload()))
        .map(Sample::values)
        .toList();
  }

  private void read(HostSampler sampler, List<Sample> samples, int count) {
    long startNanos = clock.monotonicNanos();
    for (int i = 0; i < count; i++) {
      clock.waitUntil(startNanos + i * INTERVAL.toNanos());
      sampler.read(clock.epochMillis(), samples::add);
    }
  }

  private static HostSampler sampler(boolean hostOnly) {
    return HostSampler.open(
        new HostSampler.Settings(
            Path.of("/"), hostOnly, WorkloadSelection.ALL, Duration.ofMinutes(1)));
  }
}
