package dev.flatline.connectors.prometheus;

import static dev.flatline.core.telemetry.Metric.CPU_CAPACITY_CORES;
import static dev.flatline.core.telemetry.Metric.CPU_THROTTLED;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.MEMORY_USAGE_BYTES;
import static dev.flatline.core.telemetry.Metric.MEMORY_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.NETWORK_RECEIVE_BYTES_PER_SECOND;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.testkit.PrometheusServer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.assertj.core.data.Offset;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Pods from a real Prometheus that holds what cAdvisor and kube-state-metrics would have exported.
class PrometheusKubernetesIT {
  private static final Offset<Double> EXACTLY = within(1e-6);

  @TempDir private static Path folder;
  private static PrometheusServer server;
  private static final Collected COLLECTED = new Collected();
  private static PrometheusReport report;

  @BeforeAll
  static void read() {
    PrometheusServer.load(folder, KubernetesFixture.openMetrics());
    server = PrometheusServer.start(folder, PrometheusServer.SCRAPES_NOTHING);
    report =
        new PrometheusSource(
                PrometheusEndpoint.of(server.url()),
                PrometheusSettings.of(
                        KubernetesFixture.TO.minus(Duration.ofHours(2)), KubernetesFixture.TO)
                    .withHistory(Duration.ofDays(1)))
            .readWithCoverage(COLLECTED, Progress.NONE);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  @Test
  void workloads_areNamedByTheirOwners() {
    assertThat(COLLECTED.names())
        .containsExactlyInAnyOrder(
            KubernetesFixture.CART,
            KubernetesFixture.DATABASE,
            KubernetesFixture.AGENT,
            KubernetesFixture.NIGHTLY,
            KubernetesFixture.ONCE,
            KubernetesFixture.BARE,
            KubernetesFixture.LOST);
  }

  @Test
  void workloads_carryOwnerAndNodeAsLabels() {
    assertThat(COLLECTED.workload(KubernetesFixture.NIGHTLY).labels())
        .containsEntry("namespace", "batch")
        .containsEntry("owner_kind", "CronJob")
        .containsEntry("owner", "nightly")
        .containsEntry("node", "n1")
        .doesNotContainKey("cluster");
  }

  @Test
  void cpu_ofContainersWithLimits_isAShareOfTheirSum() {
    assertEach(KubernetesFixture.CART, CPU_CAPACITY_CORES, 1);
    assertEach(KubernetesFixture.CART, CPU_UTILIZATION, 0.5);
    assertEach(KubernetesFixture.NIGHTLY, CPU_UTILIZATION, 1);
    assertEach(KubernetesFixture.ONCE, CPU_UTILIZATION, 0.5);
  }

  @Test
  void cpu_whereAContainerHasNoLimit_isAShareOfTheNode() {
    assertEach(KubernetesFixture.DATABASE, CPU_UTILIZATION, 0.25);
    assertEach(KubernetesFixture.AGENT, CPU_CAPACITY_CORES, 4);
    assertEach(KubernetesFixture.AGENT, CPU_UTILIZATION, 0.1);
  }

  @Test
  void cpu_withoutKubeStateMetrics_isAShareOfTheQuota() {
    assertEach(KubernetesFixture.BARE, CPU_UTILIZATION, 1);
    assertEach(KubernetesFixture.BARE, CPU_CAPACITY_CORES, 0.6);
  }

  @Test
  void cpu_withoutAnyCapacity_isNotJudgedAndSaidToBe() {
    assertThat(COLLECTED.values(KubernetesFixture.LOST, CPU_UTILIZATION)).isEmpty();
    assertThat(COLLECTED.values(KubernetesFixture.LOST, NETWORK_RECEIVE_BYTES_PER_SECOND))
        .isNotEmpty();
    assertThat(report.coverage().notJudged())
        .singleElement()
        .satisfies(
            lost -> {
              assertThat(lost.workload().name()).isEqualTo(KubernetesFixture.LOST);
              assertThat(lost.gap()).contains(Reason.NO_CAPACITY);
              assertThat(report.report().unjudged())
                  .containsExactly(new SourceReport.Unjudged(lost.workload(), Reason.NO_CAPACITY));
            });
  }

  @Test
  void throttling_isTheShareOfPeriods() {
    assertEach(KubernetesFixture.CART, CPU_THROTTLED, 0.25);
    assertThat(COLLECTED.values(KubernetesFixture.DATABASE, CPU_THROTTLED)).isEmpty();
  }

  @Test
  void memory_isAShareOnlyWhereAllContainersHaveALimit() {
    assertEach(KubernetesFixture.CART, MEMORY_UTILIZATION, 0.5);
    assertEach(KubernetesFixture.CART, MEMORY_USAGE_BYTES, 200e6);
    assertThat(COLLECTED.values(KubernetesFixture.AGENT, MEMORY_UTILIZATION)).isEmpty();
  }

  @Test
  void network_isWithoutLoopback() {
    assertEach(KubernetesFixture.CART, NETWORK_RECEIVE_BYTES_PER_SECOND, 5_000);
  }

  @Test
  void samples_areHistoryAndThenTheRangeInTheOrderOfTime() {
    long rangeMillis = KubernetesFixture.TO.minus(Duration.ofHours(2)).toEpochMilli();
    List<Long> times = COLLECTED.timesMillis(KubernetesFixture.CART);

    assertThat(times).isSorted().doesNotHaveDuplicates();
    assertThat(times.getLast()).isEqualTo(KubernetesFixture.TO.toEpochMilli());
    assertThat(times.stream().filter(at -> at >= rangeMillis)).hasSize(2 * 120 + 1);
    assertThat(times.stream().filter(at -> at < rangeMillis)).hasSize(4 * 12 - 1);
  }

  @Test
  void report_saysStepsAndWhatIsNotThere() {
    assertThat(report.report().notes())
        .anyMatch(note -> note.contains("a sample every 30 s (the scrape interval)"))
        .anyMatch(note -> note.contains("1 d before it every 5 min"))
        .anyMatch(note -> note.contains("2.42"))
        .contains("the earliest sample is of 2026-03-01T00:05:00Z");
    assertThat(report.coverage().profiles())
        .singleElement()
        .satisfies(
            profile -> {
              assertThat(profile.profile()).isEqualTo("kubernetes");
              assertThat(profile.scrapeMillis()).contains(30_000L);
              assertThat(profile.notThere()).contains("threads", "disk_read_bytes_per_second");
            });
    assertThat(report.report().received())
        .isEqualTo(report.report().delivered() + report.report().dropped().rows());
    assertThat(report.report().dropped().byReason()).isEmpty();
  }

  private static void assertEach(String workload, Metric metric, double value) {
    assertThat(COLLECTED.values(workload, metric))
        .as("%s of %s", metric, workload)
        .isNotEmpty()
        .allSatisfy(each -> assertThat(each).isCloseTo(value, EXACTLY));
  }
}
