package dev.flatline.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.finding.Cost.Resource;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.Prices;
import dev.flatline.core.policy.Prices.HourPrices;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

/// What is told to have been taken, against the integral over the samples of what a workload used
/// more than in its 30 days before.
class CostScenarioTest {
  private static final double CORES = 8;

  @Test
  void minerBesideAWebServer_costsWhatItTook() {
    isWhatWasTaken(Traces.minerMovesIntoWebServer());
  }

  @Test
  void throttledMiner_costsWhatItTook() {
    isWhatWasTaken(Traces.throttledMinerMovesIn());
  }

  @Test
  void minerThatIsThrottledLater_costsWhatItTookBeforeAndSince() {
    Trace trace =
        Trace.of(Traces.webServer().workload(), Traces.START, Duration.ofMinutes(5))
            .then(Load.idle(), Duration.between(Traces.START, Traces.MOVED_IN))
            .then(Load.idle().beside(Load.randomX(0.9)), Duration.ofHours(6))
            .then(Load.idle().beside(Load.randomX(0.5)), Duration.ofHours(6));
    isWhatWasTaken(trace);
  }

  @Test
  void capacityThatNobodyTold_isNotNothing() {
    Finding finding = found(Traces.minerMovesIntoWebServer(), Policy.none());
    assertThat(finding.cost().capacity()).isNaN();
    assertThat(finding.cost().unitHours(finding.lasted())).isNaN();
    assertThat(finding.cost().share()).isCloseTo(0.84, within(0.1));
  }

  @Test
  void gpuThatMines_costsGpuHours() {
    Finding finding = found(GpuTraces.young(GpuLoad.memoryHardHashing()), priced());
    assertThat(finding.cost().resource()).isEqualTo(Resource.GPU);
    double hours = finding.lasted().toMinutes() / 60.0;
    assertThat(finding.cost().unitHours(finding.lasted()))
        .isCloseTo(hours, Percentage.withPercentage(5));
    assertThat(finding.cost().money(finding.lasted()))
        .isCloseTo(2 * hours, Percentage.withPercentage(5));
    assertThat(finding.cost().currency()).isEqualTo("EUR");
  }

  private static void isWhatWasTaken(Trace trace) {
    Finding finding = found(withCores(trace), priced());
    double taken = CORES * excess(trace, finding.firstObserved(), finding.lastObserved());
    assertThat(finding.cost().unitHours(finding.lasted()))
        .isCloseTo(taken, Percentage.withPercentage(5));
    assertThat(finding.cost().money(finding.lasted()))
        .isCloseTo(0.04 * taken, Percentage.withPercentage(5));
  }

  private static Finding found(Trace trace, Policy policy) {
    return Hunt.sinceMovedIn(trace, policy).getFirst();
  }

  private static Policy priced() {
    return new Policy(
        List.of(),
        List.of(),
        ThresholdPolicy.DEFAULTS,
        List.of(),
        new Prices("EUR", new HourPrices(0.04, 2), List.of()));
  }

  /// Hours of the whole capacity.
  private static double excess(Trace trace, Instant from, Instant to) {
    double usual = 0;
    double since = 0;
    int before = 0;
    int during = 0;
    for (Sample sample : trace.samples()) {
      double cpu = sample.values().get(Metric.CPU_UTILIZATION);
      if (sample.atMillis() < from.toEpochMilli()) {
        usual += cpu;
        before++;
      } else if (sample.atMillis() <= to.toEpochMilli()) {
        since += cpu;
        during++;
      }
    }
    return (since / during - usual / before) * Duration.between(from, to).toMinutes() / 60.0;
  }

  private static Trace withCores(Trace trace) {
    MetricValues cores = MetricValues.of(Metric.CPU_CAPACITY_CORES, CORES);
    List<Sample> samples =
        trace.samples().stream()
            .map(one -> new Sample(one.workload(), one.atMillis(), one.values().orElse(cores)))
            .toList();
    return new Trace(trace.workload(), trace.step(), trace.end(), samples);
  }
}
