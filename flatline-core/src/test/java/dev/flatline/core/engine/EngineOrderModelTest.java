package dev.flatline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.policy.Threshold;
import dev.flatline.core.policy.ThresholdOverrides;
import dev.flatline.core.policy.ThresholdPolicy;
import dev.flatline.core.telemetry.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The same samples give the same findings with the same times, however they are fed: the promise
/// that a look back and a live system agree.
class EngineOrderModelTest {
  private static final int DAYS = 24;
  private static final int WORKLOADS = 16;
  private static final long LATENESS = Duration.ofMinutes(12).toMillis();
  private static final long LONGEST_LAG = Duration.ofDays(4).toMillis();
  private static final EngineSettings SETTINGS =
      new EngineSettings(
          EngineSettings.DEFAULT.window(),
          EngineSettings.DEFAULT.leastDwell(),
          Duration.ofMillis(LATENESS),
          EngineSettings.DEFAULT.mergeGap());

  /// Calls much rare, so that findings of every severity are compared.
  static final Policy EAGER =
      new Policy(
          List.of(),
          List.of(),
          new ThresholdPolicy(
              ThresholdOverrides.of(Threshold.RETURN_PERIOD, 15), Map.of(), List.of()),
          List.of());

  /// Seeds from here on are of fleets of pods that have owners.
  private static final int PODS = 11;

  /// What the fleet of a seed gives in one go: all compare with it, so it is worked out once.
  private static final Map<Integer, Map<String, List<Finding>>> IN_ONE_GO =
      new ConcurrentHashMap<>();

  private final List<Finding> told = new ArrayList<>();

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PODS, PODS + 1})
  void oneByOneWithAWatermark_givesTheFindingsOfOneGo(int seed) {
    List<Sample> samples = samples(seed);
    assertThat(streamed(samples)).isEqualTo(inOneGo(seed));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PODS, PODS + 1})
  void shuffledWithinTheLateness_givesTheFindingsOfTheSorted(int seed) {
    RandomFleet fleet = new RandomFleet(seed, DAYS);
    List<Sample> samples = samples(seed, fleet);
    List<Sample> shuffled = fleet.delayed(fleet.withDuplicates(samples), LATENESS);
    assertThat(inOneGo(shuffled)).isEqualTo(inOneGo(seed));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PODS, PODS + 1})
  void shuffledOneByOneWithAWatermark_givesTheFindingsOfOneGo(int seed) {
    RandomFleet fleet = new RandomFleet(seed, DAYS);
    List<Sample> samples = samples(seed, fleet);
    assertThat(streamed(fleet.delayed(samples, LATENESS))).isEqualTo(inOneGo(seed));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PODS, PODS + 1})
  void workloadsThatLagBehind_giveTheFindingsOfOneGo(int seed) {
    RandomFleet fleet = new RandomFleet(seed, DAYS);
    List<Sample> samples = samples(seed, fleet);
    assertThat(streamedBehind(fleet.lagging(samples, LONGEST_LAG))).isEqualTo(inOneGo(seed));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PODS, PODS + 1})
  void workloadByWorkload_givesTheFindingsOfAllTogether(int seed) {
    List<Sample> samples = samples(seed);
    assertThat(inOneGo(byWorkload(samples))).isEqualTo(inOneGo(seed));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PODS, PODS + 1})
  void twoEnginesWithOneFleet_giveTheFindingsOfOne(int seed) {
    List<Sample> samples = samples(seed);
    assertThat(splitInTwo(samples)).isEqualTo(inOneGo(seed));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PODS, PODS + 1})
  void finishedInParts_givesTheFindingsOfOneGo(int seed) {
    List<Sample> samples = samples(seed);
    assertThat(inParts(samples)).isEqualTo(inOneGo(seed));
  }

  private static List<Sample> samples(int seed) {
    return samples(seed, new RandomFleet(seed, DAYS));
  }

  private static List<Sample> samples(int seed, RandomFleet fleet) {
    List<Sample> samples = fleet.samples(WORKLOADS);
    return seed < PODS ? samples : fleet.inPods(samples);
  }

  private Map<String, List<Finding>> inParts(List<Sample> samples) {
    told.clear();
    Engine engine = engine();
    samples.forEach(engine::accept);
    engine.finishInParts(3).forEach(part -> part.accept(told::add));
    return toldByWorkload();
  }

  @Test
  void theFleetsCompared_haveFindingsOfEverySeverityOpenAndClosed() {
    List<Finding> findings = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      inOneGo(seed).values().forEach(findings::addAll);
    }
    assertThat(findings).extracting(Finding::severity).contains(Severity.values());
    assertThat(findings).extracting(Finding::status).contains(Finding.Status.values());
    assertThat(findings).extracting(Finding::summary).anyMatch(text -> text.contains("longest"));
  }

  @Test
  void thePodsCompared_areJudgedByTheirOwnersAndTogether() {
    List<String> context = new ArrayList<>();
    for (int seed = PODS; seed <= PODS + 1; seed++) {
      inOneGo(seed).values().stream()
          .flatMap(List::stream)
          .forEach(finding -> context.addAll(finding.context()));
    }
    assertThat(context)
        .anyMatch(text -> text.startsWith("judged by the"))
        .anyMatch(text -> text.contains("rose within"))
        .anyMatch(text -> text.contains("rose alone"))
        .anyMatch(text -> text.contains("of other owners on its node"));
  }

  private Map<String, List<Finding>> inOneGo(int seed) {
    return IN_ONE_GO.computeIfAbsent(seed, one -> inOneGo(samples(one)));
  }

  private Map<String, List<Finding>> inOneGo(List<Sample> samples) {
    told.clear();
    Engine engine = engine();
    samples.forEach(engine::accept);
    engine.finish();
    return toldByWorkload();
  }

  private Map<String, List<Finding>> streamed(List<Sample> samples) {
    told.clear();
    Engine engine = engine();
    long newest = Long.MIN_VALUE;
    for (Sample sample : samples) {
      engine.accept(sample);
      newest = Math.max(newest, sample.atMillis());
      engine.advanceTo(newest - LATENESS);
    }
    engine.finish();
    return toldByWorkload();
  }

  /// With a watermark that waits for the workload that lags behind most.
  private Map<String, List<Finding>> streamedBehind(List<Sample> samples) {
    told.clear();
    Engine engine = engine();
    for (Sample sample : samples) {
      engine.accept(sample);
      long now = sample.atMillis() + RandomFleet.lagMillis(sample, LONGEST_LAG);
      engine.advanceTo(now - LONGEST_LAG - LATENESS);
    }
    engine.finish();
    return toldByWorkload();
  }

  private Map<String, List<Finding>> splitInTwo(List<Sample> samples) {
    told.clear();
    Engine left = engine();
    Engine right = engine();
    for (Sample sample : samples) {
      boolean isLeft = sample.workload().name().hashCode() % 2 == 0;
      (isLeft ? left : right).accept(sample);
    }
    Engine.finishTogether(List.of(left, right));
    return toldByWorkload();
  }

  private Engine engine() {
    return new Engine(SETTINGS, EAGER, told::add);
  }

  private static List<Sample> byWorkload(List<Sample> samples) {
    List<Sample> sorted = new ArrayList<>(samples);
    sorted.sort(Comparator.comparing(sample -> sample.workload().name()));
    return sorted;
  }

  private Map<String, List<Finding>> toldByWorkload() {
    return told.stream()
        .collect(
            Collectors.groupingBy(
                finding -> finding.workload().name(), TreeMap::new, Collectors.toList()));
  }
}
