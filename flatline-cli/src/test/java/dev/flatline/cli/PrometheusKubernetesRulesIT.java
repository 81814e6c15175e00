package dev.flatline.cli;

import static dev.flatline.cli.Loads.constant;
import static dev.flatline.cli.Loads.during;
import static dev.flatline.cli.Loads.times;
import static dev.flatline.cli.Loads.wave;
import static dev.flatline.cli.Loads.waveQuarterLater;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules for cAdvisor and kube-state-metrics, in the promtool that comes with Prometheus 2.42.
/// The pod runs on a node of eight cores.
class PrometheusKubernetesRulesIT {
  private static final String SHARE = "namespace_pod_container:flatline_cpu:ratio_rate4m";
  private static final String MEAN = "namespace_pod_container:flatline_cpu:mean30m";
  private static final String CORRELATION =
      "namespace_pod_container:flatline_cpu_network:correlation30m";

  private static final DoubleUnaryOperator MINER_CPU = wave(0.98, 0.01);
  private static final DoubleUnaryOperator POOL_TRAFFIC = waveQuarterLater(1_500, 200);

  @TempDir private Path folder;
  private Promtool promtool;

  @BeforeEach
  void writeRules() throws IOException {
    promtool = Promtool.in(folder);
    promtool.write("rules.yml", RulesFixtures.rules(RulesExporter.KUBERNETES));
  }

  @Test
  void minerAtItsLimit_fires() throws Exception {
    passes(
        limit(pod(times(0.5, MINER_CPU), POOL_TRAFFIC), 0.5)
            .isSilent("FlatlineCpuPlateau", 10, 26)
            .fires("FlatlineCpuPlateau", 36, 45, 60, 80)
            .isSilent("FlatlineNetworkMissing", 60)
            .isSilent("FlatlineCapacityMissing", 60)
            .records(MEAN, 0.98, 0.001, 60)
            .records(CORRELATION, 0, 0.05, 60));
  }

  @Test
  void alert_namesTheContainer() throws Exception {
    promtool.write("alert.yml", RulesFixtures.resource("promtool-kubernetes-alert.yml"));
    promtool.passes("test", "rules", "alert.yml");
  }

  @Test
  void webServer_ofWhichTheCpuFollowsTheNetwork_isSilent() throws Exception {
    passes(
        limit(pod(times(0.5, wave(0.94, 0.03)), wave(40e6, 20e6)), 0.5)
            .isSilent("FlatlineCpuPlateau", 30, 45, 60, 80)
            .records(CORRELATION, 1, 0.01, 60));
  }

  @Test
  void batchJob_firesWhileItRunsAndResolvesAfterwards() throws Exception {
    passes(
        limit(
                pod(
                    during(10, 50, times(2, MINER_CPU), 0.02),
                    during(10, 50, waveQuarterLater(20e6, 10e6), 1_000)),
                2)
            .isSilent("FlatlineCpuPlateau", 20, 38)
            .fires("FlatlineCpuPlateau", 45, 50)
            .isSilent("FlatlineCpuPlateau", 53, 60, 80));
  }

  /// A Job's pod is gone when its work is done; its last half hour must not keep the alert up.
  @Test
  void podThatEnds_resolves() throws Exception {
    passes(
        limit(
                nodeAndPod()
                    .counter(cpu("abc"), CounterTrace.growing(times(0.5, MINER_CPU)).until(50))
                    .counter(received(), CounterTrace.growing(POOL_TRAFFIC).until(50))
                    .counter(transmitted(), CounterTrace.growing(POOL_TRAFFIC).until(50)),
                0.5)
            .fires("FlatlineCpuPlateau", 45, 50)
            .isSilent("FlatlineCpuPlateau", 60, 80)
            .isSilent("FlatlineNetworkMissing", 60, 80));
  }

  @Test
  void oneCoreWithoutLimit_isAnEighthOfTheNode() throws Exception {
    passes(
        pod(constant(1), POOL_TRAFFIC)
            .isSilent("FlatlineCpuPlateau", 45, 60, 80)
            .records(MEAN, 0.125, 1e-6, 60));
  }

  @Test
  void wholeNodeWithoutLimit_fires() throws Exception {
    passes(
        pod(times(8, MINER_CPU), POOL_TRAFFIC)
            .fires("FlatlineCpuPlateau", 45, 60, 80)
            .records(MEAN, 0.98, 0.001, 60));
  }

  @Test
  void limitAboveTheNode_isTheNode() throws Exception {
    passes(
        limit(pod(times(8, MINER_CPU), POOL_TRAFFIC), 64)
            .fires("FlatlineCpuPlateau", 45, 60, 80)
            .records(MEAN, 0.98, 0.001, 60));
  }

  @Test
  void limitOfAnInitContainer_counts() throws Exception {
    passes(
        pod(times(0.5, MINER_CPU), POOL_TRAFFIC)
            .gauge(
                "kube_pod_init_container_resource_limits{job=\"kube-state-metrics\",namespace=\"shop\",pod=\"p\",container=\"app\",resource=\"cpu\",unit=\"core\"}",
                0.5)
            .fires("FlatlineCpuPlateau", 45, 60, 80));
  }

  @Test
  void limitWithoutNode_isUsedAlone() throws Exception {
    passes(
        limit(traffic(new RuleScenario().counter(cpu("abc"), times(0.5, MINER_CPU))), 0.5)
            .fires("FlatlineCpuPlateau", 45, 60)
            .isSilent("FlatlineCapacityMissing", 45, 60));
  }

  @Test
  void unknownCapacity_isReported() throws Exception {
    passes(
        traffic(new RuleScenario().counter(cpu("abc"), times(0.5, MINER_CPU)))
            .fires("FlatlineCapacityMissing", 45, 60)
            .isSilent("FlatlineCpuPlateau", 45, 60));
  }

  @Test
  void podOnTheHostNetwork_isReportedInsteadOfJudged() throws Exception {
    passes(
        limit(nodeAndPod().counter(cpu("abc"), times(0.5, MINER_CPU)), 0.5)
            .isSilent("FlatlineCpuPlateau", 45, 60)
            .fires("FlatlineNetworkMissing", 45, 60));
  }

  /// What was counted between the last scrape and the reset is lost: with a scrape a minute, a
  /// quarter of one rate.
  @Test
  void counterReset_isADipAtMost() throws Exception {
    CounterTrace usage = CounterTrace.growing(times(0.5, MINER_CPU)).resetAt(40);
    passes(
        limit(traffic(nodeAndPod().counter(cpu("abc"), usage)), 0.5)
            .records("max_over_time(" + SHARE + "[30m])", 0.98, 0.03, 45, 60)
            .records("min_over_time(" + SHARE + "[30m])", 0.85, 0.15, 45, 60)
            .fires("FlatlineCpuPlateau", 38, 76, 80));
  }

  /// A minute without work is not flat: the check is passed again once the restart has left the
  /// window.
  @Test
  void restartedContainer_isOneWorkload() throws Exception {
    CounterTrace usage = CounterTrace.growing(times(0.5, MINER_CPU));
    passes(
        limit(
                traffic(
                    nodeAndPod()
                        .counter(cpu("abc"), usage.until(40))
                        .counter(cpu("def"), usage.from(41).resetAt(41))),
                0.5)
            .fires("FlatlineCpuPlateau", 40, 76, 80)
            .isSilent("FlatlineCpuPlateau", 46, 60)
            .records("count(" + SHARE + ")", 1, 1e-9, 42, 50)
            .records(MEAN, 0.95, 0.04, 50, 60));
  }

  @Test
  void kubeletScrapedTwice_countsOnce() throws Exception {
    passes(
        limit(pod(times(0.5, MINER_CPU), POOL_TRAFFIC), 0.5)
            .counter(cpu("abc").replace("\"kubelet\"", "\"cadvisor\""), times(0.5, MINER_CPU))
            .counter(received().replace("\"kubelet\"", "\"cadvisor\""), times(0.4, POOL_TRAFFIC))
            .records(SHARE, 0.98, 0.02, 60)
            .records("namespace_pod_container:flatline_network_bytes:rate4m", 1_500, 200, 60)
            .fires("FlatlineCpuPlateau", 60));
  }

  @Test
  void countersOfCores_areSummed() throws Exception {
    DoubleUnaryOperator half = times(0.25, MINER_CPU);
    passes(
        limit(
                traffic(
                    nodeAndPod()
                        .counter(cpu("abc").replace("\"total\"", "\"cpu00\""), half)
                        .counter(cpu("abc").replace("\"total\"", "\"cpu01\""), half)),
                0.5)
            .fires("FlatlineCpuPlateau", 45, 60)
            .records(MEAN, 0.98, 0.001, 60));
  }

  @Test
  void pauseContainerAndPodTotal_doNotCount() throws Exception {
    passes(
        limit(pod(times(0.5, MINER_CPU), POOL_TRAFFIC), 0.5)
            .counter(
                cpu("pod").replace("container=\"app\"", "container=\"\""), times(0.5, MINER_CPU))
            .counter(cpu("pause").replace("\"app\"", "\"POD\""), constant(0.001))
            .records("count(" + SHARE + ")", 1, 1e-9, 60)
            .records(SHARE, 0.98, 0.02, 60)
            .isSilent("FlatlineCapacityMissing", 60));
  }

  private void passes(RuleScenario scenario) throws Exception {
    promtool.write("test.yml", scenario.testFile("rules.yml"));
    promtool.passes("test", "rules", "test.yml");
  }

  private static RuleScenario pod(DoubleUnaryOperator cores, DoubleUnaryOperator network) {
    return nodeAndPod()
        .counter(cpu("abc"), cores)
        .counter(received(), times(0.4, network))
        .counter(transmitted(), times(0.6, network));
  }

  private static RuleScenario traffic(RuleScenario scenario) {
    return scenario.counter(received(), POOL_TRAFFIC).counter(transmitted(), POOL_TRAFFIC);
  }

  private static RuleScenario limit(RuleScenario scenario, double cores) {
    return scenario.gauge(
        "kube_pod_container_resource_limits{job=\"kube-state-metrics\",namespace=\"shop\",pod=\"p\",container=\"app\",node=\"n1\",resource=\"cpu\",unit=\"core\"}",
        cores);
  }

  private static RuleScenario nodeAndPod() {
    return new RuleScenario()
        .gauge(
            "kube_pod_info{job=\"kube-state-metrics\",namespace=\"shop\",pod=\"p\",node=\"n1\",uid=\"u\"}",
            1)
        .gauge(
            "kube_node_status_capacity{job=\"kube-state-metrics\",node=\"n1\",resource=\"cpu\",unit=\"core\"}",
            8)
        .gauge(
            "kube_node_status_capacity{job=\"kube-state-metrics\",node=\"n1\",resource=\"memory\",unit=\"byte\"}",
            32e9);
  }

  private static String cpu(String id) {
    return "container_cpu_usage_seconds_total{%s,container=\"app\",cpu=\"total\",id=\"/kubepods/u/%s\",name=\"%s\"}"
        .formatted(target(), id, id);
  }

  private static String received() {
    return "container_network_receive_bytes_total{%s,interface=\"eth0\",id=\"/kubepods/u\"}"
        .formatted(target());
  }

  private static String transmitted() {
    return "container_network_transmit_bytes_total{%s,interface=\"eth0\",id=\"/kubepods/u\"}"
        .formatted(target());
  }

  private static String target() {
    return "job=\"kubelet\",instance=\"10.0.0.1:10250\",metrics_path=\"/metrics/cadvisor\",namespace=\"shop\",pod=\"p\"";
  }
}
