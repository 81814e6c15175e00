package dev.flatline.cli;

import static dev.flatline.cli.Loads.constant;
import static dev.flatline.cli.Loads.during;
import static dev.flatline.cli.Loads.times;
import static dev.flatline.cli.Loads.wave;
import static dev.flatline.cli.Loads.waveQuarterLater;

import java.io.IOException;
import java.nio.file.Path;
import java.util.function.DoubleUnaryOperator;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// The rules for node_exporter, in the promtool that comes with Prometheus 2.42.
class PrometheusRulesIT {
  private static final String MEAN = "instance:flatline_cpu:mean30m";
  private static final String CORRELATION = "instance:flatline_cpu_network:correlation30m";

  private static final DoubleUnaryOperator MINER_CPU = wave(0.98, 0.01);
  private static final DoubleUnaryOperator POOL_TRAFFIC = waveQuarterLater(1_500, 200);

  @TempDir private Path folder;
  private Promtool promtool;

  @BeforeEach
  void writeRules() throws IOException {
    promtool = Promtool.in(folder);
    promtool.write("rules.yml", RulesFixtures.rules(RulesExporter.NODE));
  }

  @Test
  void rules_areValid() throws Exception {
    promtool.write("all.yml", RulesFixtures.rules());
    promtool.passes("check", "rules", "--lint=all", "--lint-fatal", "all.yml");
  }

  @Test
  void miner_firesOnceTheWindowIsNineTenthsFull() throws Exception {
    passes(
        machine(4, MINER_CPU, POOL_TRAFFIC)
            .isSilent("FlatlineCpuPlateau", 10, 26)
            .fires("FlatlineCpuPlateau", 30, 45, 60, 80)
            .isSilent("FlatlineNetworkMissing", 80)
            .records(MEAN, 0.98, 0.001, 60)
            .records("instance:flatline_cpu:cv30m", 0.0057, 0.0005, 60)
            .records(CORRELATION, 0, 0.05, 60));
  }

  @Test
  void alert_saysThatBatchJobsLookTheSame() throws Exception {
    promtool.write("alert.yml", RulesFixtures.resource("promtool-alert.yml"));
    promtool.passes("test", "rules", "alert.yml");
  }

  @Test
  void webServer_ofWhichTheCpuFollowsTheNetwork_isSilentHoweverBusyItIs() throws Exception {
    passes(
        machine(4, wave(0.94, 0.03), wave(40e6, 20e6))
            .isSilent("FlatlineCpuPlateau", 30, 45, 60, 80)
            .records(MEAN, 0.94, 0.005, 60)
            .records("instance:flatline_cpu:cv30m < bool 0.05", 1, 0.5, 60)
            .records(CORRELATION, 1, 0.01, 60));
  }

  @Test
  void busyMachine_thatIsNotFlat_isSilent() throws Exception {
    passes(
        machine(4, wave(0.905, 0.095), POOL_TRAFFIC)
            .isSilent("FlatlineCpuPlateau", 30, 45, 60, 80)
            .records(MEAN + " > bool 0.9", 1, 0.5, 60)
            .records("instance:flatline_cpu:cv30m", 0.055, 0.004, 60)
            .records(CORRELATION, 0, 0.1, 60));
  }

  @Test
  void webServer_atHalfLoad_isSilent() throws Exception {
    passes(
        machine(4, wave(0.5, 0.3), wave(40e6, 20e6))
            .isSilent("FlatlineCpuPlateau", 30, 45, 60, 80));
  }

  /// The known false positive, and why the severity is low: forty minutes of compression that reads
  /// its input in its own rhythm pass the published check from the minute in which the window holds
  /// little but the job.
  @Test
  void batchJob_thatReadsInItsOwnRhythm_firesWhileItRunsAndResolvesAfterwards() throws Exception {
    passes(
        machine(
                4,
                during(10, 50, MINER_CPU, 0.02),
                during(10, 50, waveQuarterLater(20e6, 10e6), 1_000))
            .isSilent("FlatlineCpuPlateau", 20, 38)
            .fires("FlatlineCpuPlateau", 45, 50)
            .isSilent("FlatlineCpuPlateau", 53, 60, 80));
  }

  @Test
  void batchJob_thatWaitsForItsInput_isSilent() throws Exception {
    passes(
        machine(4, during(10, 50, wave(0.95, 0.03), 0.02), during(10, 50, wave(20e6, 10e6), 1_000))
            .isSilent("FlatlineCpuPlateau", 20, 38, 45, 50, 60, 80));
  }

  @Test
  void constantNetwork_countsAsNoCorrelation() throws Exception {
    passes(
        machine(4, MINER_CPU, constant(1_500))
            .fires("FlatlineCpuPlateau", 60)
            .records(CORRELATION, 0, 1e-9, 60));
  }

  @Test
  void silentNetwork_countsAsNoCorrelation() throws Exception {
    passes(
        machine(4, MINER_CPU, constant(0))
            .fires("FlatlineCpuPlateau", 60)
            .records(CORRELATION, 0, 1e-9, 60));
  }

  @Test
  void constantCpu_countsAsNoCorrelation() throws Exception {
    passes(
        machine(4, constant(1), wave(40e6, 20e6))
            .fires("FlatlineCpuPlateau", 60)
            .records(CORRELATION, 0, 1e-9, 60));
  }

  @Test
  void constantCpuAndNetwork_countAsNoCorrelation() throws Exception {
    passes(
        machine(4, constant(0.997), constant(1e9))
            .fires("FlatlineCpuPlateau", 60)
            .records(CORRELATION, 0, 1e-9, 60));
  }

  /// Two waves of 0.02 % and 0.02 ‰ upon large levels: the subtraction must not eat them.
  @Test
  void correlation_ofSmallVariationsUponLargeLevels_isExact() throws Exception {
    passes(machine(4, wave(0.99, 0.0004), wave(1e9, 400_000)).records(CORRELATION, 1, 0.01, 60));
  }

  @Test
  void correlation_isThatOfPearson() throws Exception {
    DoubleUnaryOperator network =
        second ->
            40e6
                + wave(0, 6e6).applyAsDouble(second)
                + waveQuarterLater(0, 8e6).applyAsDouble(second);
    passes(machine(4, wave(0.5, 0.3), network).records(CORRELATION, 0.6, 0.03, 60));
    passes(machine(4, wave(0.5, 0.3), wave(40e6, -20e6)).records(CORRELATION, -1, 0.001, 60));
  }

  @Test
  void missingNetwork_isReportedInsteadOfJudged() throws Exception {
    passes(
        cpu(new RuleScenario(), 4, MINER_CPU, UnaryOperator.identity())
            .isSilent("FlatlineCpuPlateau", 60, 80)
            .isSilent("FlatlineNetworkMissing", 20, 26)
            .fires("FlatlineNetworkMissing", 60, 80));
  }

  @Test
  void networkThatComesLate_isReportedUntilItFillsTheWindow() throws Exception {
    RuleScenario scenario = cpu(new RuleScenario(), 4, MINER_CPU, UnaryOperator.identity());
    passes(
        network(scenario, POOL_TRAFFIC, trace -> trace.from(40))
            .fires("FlatlineNetworkMissing", 50, 60)
            .isSilent("FlatlineCpuPlateau", 50, 60)
            .fires("FlatlineCpuPlateau", 72, 80)
            .isSilent("FlatlineNetworkMissing", 72, 80));
  }

  @Test
  void idleMachineWithoutNetwork_isSilent() throws Exception {
    passes(
        cpu(new RuleScenario(), 4, wave(0.3, 0.01), UnaryOperator.identity())
            .isSilent("FlatlineNetworkMissing", 60, 80));
  }

  @Test
  void counterReset_leavesNoTrace() throws Exception {
    RuleScenario scenario = cpu(new RuleScenario(), 4, constant(0.98), trace -> trace.resetAt(35));
    passes(
        network(scenario, POOL_TRAFFIC, trace -> trace.resetAt(35))
            .fires("FlatlineCpuPlateau", 34, 35, 36, 38, 40, 50, 60)
            .records(MEAN, 0.98, 1e-6, 36, 40, 50, 60)
            .records(CORRELATION, 0, 1e-9, 36, 40, 50, 60));
  }

  @Test
  void lostScrapes_leaveNoTrace() throws Exception {
    RuleScenario scenario = cpu(new RuleScenario(), 4, MINER_CPU, trace -> trace.losingEvery(4));
    passes(
        network(scenario, POOL_TRAFFIC, trace -> trace.losingEvery(4))
            .fires("FlatlineCpuPlateau", 45, 60, 80)
            .records(MEAN, 0.98, 0.002, 60));
  }

  @Test
  void oneBusyCoreOfEight_isAnEighth() throws Exception {
    RuleScenario scenario = new RuleScenario();
    for (int core = 0; core < 8; core++) {
      core(scenario, core, core == 3 ? constant(1) : constant(0), UnaryOperator.identity());
    }
    passes(
        network(scenario, POOL_TRAFFIC, UnaryOperator.identity())
            .isSilent("FlatlineCpuPlateau", 45, 60, 80)
            .isSilent("FlatlineNetworkMissing", 45, 60, 80)
            .records(MEAN, 0.125, 1e-6, 60));
  }

  @Test
  void stolenTime_countsAsUse() throws Exception {
    RuleScenario scenario =
        new RuleScenario()
            .counter(cpuSeries(0, "idle"), constant(0.01))
            .counter(cpuSeries(0, "user"), constant(0.19))
            .counter(cpuSeries(0, "steal"), constant(0.80));
    passes(
        network(scenario, POOL_TRAFFIC, UnaryOperator.identity())
            .fires("FlatlineCpuPlateau", 60)
            .records(MEAN, 0.99, 1e-6, 60));
  }

  @Test
  void waitingForDisk_doesNotCountAsUse() throws Exception {
    RuleScenario scenario =
        new RuleScenario()
            .counter(cpuSeries(0, "idle"), constant(0.01))
            .counter(cpuSeries(0, "user"), constant(0.04))
            .counter(cpuSeries(0, "iowait"), constant(0.95));
    passes(
        network(scenario, POOL_TRAFFIC, UnaryOperator.identity())
            .isSilent("FlatlineCpuPlateau", 60)
            .records(MEAN, 0.04, 1e-6, 60));
  }

  /// A container's traffic on a bridge and the loopback of a busy proxy are not the machine's
  /// network.
  @Test
  void virtualDevices_doNotCountAsNetwork() throws Exception {
    RuleScenario scenario = machine(4, wave(0.94, 0.03), constant(1_500));
    for (String device : new String[] {"lo", "veth1a2b", "docker0", "br-77af", "cni0"}) {
      scenario.counter(
          "node_network_receive_bytes_total{job=\"node\",instance=\"a:9100\",device=\""
              + device
              + "\"}",
          wave(40e6, 20e6));
    }
    passes(
        scenario
            .records("instance:flatline_network_bytes:rate4m", 1_500, 0.1, 60)
            .records(CORRELATION, 0, 1e-9, 60));
  }

  private void passes(RuleScenario scenario) throws Exception {
    promtool.write("test.yml", scenario.testFile("rules.yml"));
    promtool.passes("test", "rules", "test.yml");
  }

  private static RuleScenario machine(
      int cores, DoubleUnaryOperator share, DoubleUnaryOperator network) {
    RuleScenario scenario = cpu(new RuleScenario(), cores, share, UnaryOperator.identity());
    return network(scenario, network, UnaryOperator.identity());
  }

  private static RuleScenario cpu(
      RuleScenario scenario,
      int cores,
      DoubleUnaryOperator share,
      UnaryOperator<CounterTrace> life) {
    for (int core = 0; core < cores; core++) {
      core(scenario, core, share, life);
    }
    return scenario;
  }

  private static void core(
      RuleScenario scenario,
      int core,
      DoubleUnaryOperator share,
      UnaryOperator<CounterTrace> life) {
    DoubleUnaryOperator idle = second -> 1 - share.applyAsDouble(second);
    scenario
        .counter(cpuSeries(core, "idle"), life.apply(CounterTrace.growing(idle)))
        .counter(cpuSeries(core, "user"), life.apply(CounterTrace.growing(share)));
  }

  private static String cpuSeries(int core, String mode) {
    return "node_cpu_seconds_total{job=\"node\",instance=\"a:9100\",cpu=\"%d\",mode=\"%s\"}"
        .formatted(core, mode);
  }

  /// Two fifths of the bytes come in, three fifths go out.
  private static RuleScenario network(
      RuleScenario scenario, DoubleUnaryOperator bytesPerSecond, UnaryOperator<CounterTrace> life) {
    String labels = "{job=\"node\",instance=\"a:9100\",device=\"eth0\"}";
    return scenario
        .counter(
            "node_network_receive_bytes_total" + labels,
            life.apply(CounterTrace.growing(times(0.4, bytesPerSecond))))
        .counter(
            "node_network_transmit_bytes_total" + labels,
            life.apply(CounterTrace.growing(times(0.6, bytesPerSecond))));
  }
}
