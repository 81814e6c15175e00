package dev.flatline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.Suppression;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.LongToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Workloads of weeks into which a miner moves.
class EngineScenariosTest {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long STEP = 5 * MINUTE;
  private static final long START = 20_000 * DAY;

  private final List<Finding> told = new ArrayList<>();

  @ParameterizedTest
  @CsvSource({
    "2, 0.5", "5, 0.5", "10, 0.5", "16, 0.5", "22, 0.5", "29, 0.5", "45, 0.5",
    "2, 0.97", "5, 0.97", "10, 0.97", "16, 0.97", "22, 0.97", "29, 0.97", "45, 0.97",
  })
  void aMinerOnAnIdleVm_isFoundHoweverLongItsPast(int days, double cpu) {
    long movedIn = START + days * DAY;
    Engine engine = engine(Policy.none());
    feed(engine, "vm", movedIn + 6 * HOUR, at -> at < movedIn ? 0.03 : cpu);
    engine.finish();
    assertThat(first(Severity.MEDIUM)).hasValueSatisfying(after(movedIn, Duration.ofHours(1)));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.03, 0.22, 0.52})
  void aMinerInACalmFleet_isHighSoonAfterTwoHoursWhateverLoadItFound(double base) {
    long movedIn = START + 25 * DAY;
    Engine engine = engine(Policy.none());
    for (int i = 0; i < 20; i++) {
      feed(engine, "calm-" + i, movedIn + 6 * HOUR, at -> 0.05);
    }
    feed(engine, "vm", movedIn + 6 * HOUR, at -> at < movedIn ? base : 0.97);
    engine.finish();
    assertThat(first(Severity.HIGH)).hasValueSatisfying(after(movedIn, Duration.ofMinutes(140)));
  }

  @Test
  void aMinerThatStaysForWeeks_doesNotMakeItsWorkloadYoungAgain() {
    long movedIn = START + 20 * DAY;
    Instant until = Instant.ofEpochMilli(movedIn + 25 * DAY);
    Engine engine = engine(suppressed(until));
    for (int i = 0; i < 20; i++) {
      feed(engine, "calm-" + i, movedIn + 40 * DAY, at -> 0.05);
    }
    feed(engine, "vm", movedIn + 40 * DAY, at -> at < movedIn ? 0.03 : 0.97);
    engine.finish();
    assertThat(first(Severity.HIGH))
        .hasValueSatisfying(
            found ->
                assertThat(found.detectedAt()).isBetween(until, until.plus(Duration.ofDays(4))));
  }

  @Test
  void aSuppressionThatExpires_delaysAFindingByAnEighthOfItsAgeAtMost() {
    long movedIn = START + 20 * DAY;
    Instant until = Instant.ofEpochMilli(movedIn + 16 * HOUR);
    Engine engine = engine(suppressed(until));
    feed(engine, "vm", movedIn + 30 * HOUR, at -> at < movedIn ? 0.22 : 0.97);
    engine.finish();
    assertThat(first(Severity.MEDIUM))
        .hasValueSatisfying(
            found ->
                assertThat(found.detectedAt())
                    .isBetween(until, until.plus(Duration.ofMinutes(2 * 60 + 10))));
  }

  @ParameterizedTest
  @CsvSource({"0.37, 1.0", "0.62, 1.0", "0.62, 0.92", "0.52, 0.82"})
  void aMinerOnTopOfWhatWasReportedFromTheStart_isAFindingOfItsOwn(double base, double with) {
    long movedIn = START + 20 * DAY;
    long movedOut = movedIn + 9 * HOUR;
    Engine engine = engine(Policy.none());
    feed(engine, "vm", START + 30 * DAY, at -> at < movedIn || at >= movedOut ? base : with);
    engine.finish();
    List<Finding> ofTheMiner =
        told.stream().filter(found -> found.firstObserved().toEpochMilli() == movedIn).toList();
    assertThat(ofTheMiner).isNotEmpty();
    assertThat(ofTheMiner.getFirst()).satisfies(after(movedIn, Duration.ofHours(8)));
    assertThat(ofTheMiner.getLast().status()).isEqualTo(Finding.Status.CLOSED);
    assertThat(ofTheMiner.getLast().lastObserved().toEpochMilli())
        .isBetween(movedOut - 2 * HOUR, movedOut);
    assertThat(told.stream().map(Finding::id).distinct()).hasSizeLessThanOrEqualTo(3);
  }

  @Test
  void aNightlyJob_isNoNewsAfterItsFirstNights() {
    Engine engine = engine(Policy.none());
    feed(engine, "batch", START + 40 * DAY, at -> at % DAY < 5 * HOUR ? 0.8 : 0.05);
    engine.finish();
    assertThat(
            told.stream()
                .filter(found -> found.severity().compareTo(Severity.MEDIUM) >= 0)
                .filter(found -> found.detectedAt().toEpochMilli() > START + 4 * DAY))
        .isEmpty();
  }

  private Engine engine(Policy policy) {
    return new Engine(EngineSettings.DEFAULT, policy, told::add);
  }

  private static Policy suppressed(Instant until) {
    Suppression known = new Suppression(WorkloadPattern.named("vm"), "a load test", "ops", until);
    return new Policy(List.of(), List.of(), ThresholdPolicy.DEFAULTS, List.of(known));
  }

  private Optional<Finding> first(Severity atLeast) {
    return told.stream().filter(found -> found.severity().compareTo(atLeast) >= 0).findFirst();
  }

  private static java.util.function.Consumer<Finding> after(long movedIn, Duration longest) {
    Instant begin = Instant.ofEpochMilli(movedIn);
    return found -> assertThat(found.detectedAt()).isBetween(begin, begin.plus(longest));
  }

  private static void feed(Engine engine, String name, long end, LongToDoubleFunction cpu) {
    Random random = new Random(name.hashCode());
    Workload workload = Workload.named(name);
    for (long at = START; at < end; at += STEP) {
      double noisy = cpu.applyAsDouble(at) * (1 + 0.003 * random.nextGaussian());
      Map<Metric, Double> values =
          Map.of(
              Metric.CPU_UTILIZATION,
              Math.min(1, Math.max(0, noisy)),
              Metric.NETWORK_RECEIVE_BYTES_PER_SECOND,
              1_000 * (1 + 0.2 * random.nextGaussian()));
      engine.accept(new Sample(workload, at, MetricValues.of(values)));
    }
  }
}
