package dev.flatline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A snapshot that is written while its engine goes on.
class EngineSnapshotTest {
  private static final Instant END = Instant.parse("2026-11-20T00:00:00Z");
  private static final Duration STEP = Duration.ofMinutes(5);
  private static final int WORKLOADS = 40;

  private final List<Sample> samples = samples();

  @ParameterizedTest
  @ValueSource(ints = {2, WORKLOADS})
  void parts_writtenWhileTheEngineGoesOn_areAsItWasAtTheBeginning(int awake) {
    Engine engine = engine(awake);
    int half = samples.size() / 2;
    feed(engine, 0, half);
    List<byte[]> whole = new ArrayList<>();
    engine.snapshot(whole::add);
    List<byte[]> parts = new ArrayList<>();
    EngineSnapshot snapshot = engine.beginSnapshot(parts::add);
    int at = half;
    while (!snapshot.write(1)) {
      feed(engine, at, at + 3);
      at += 3;
      assertThat(engine.snapshot("vm-7")).isPresent();
    }
    assertThat(at).isGreaterThan(half);
    assertThat(parts).hasSameSizeAs(whole);
    List<Finding> findings = findings(parts, half);
    assertThat(findings).isNotEmpty().isEqualTo(findings(whole, half));
  }

  /// What an engine of these records finds in the samples from there on.
  private List<Finding> findings(List<byte[]> records, int from) {
    List<Finding> findings = new ArrayList<>();
    Engine engine =
        Engine.restore(EngineSettings.DEFAULT, Policy.none(), findings::add, records.iterator());
    feed(engine, from, samples.size());
    engine.finish();
    assertThat(engine.judged() + engine.merged() + engine.dropped().rows())
        .isEqualTo(engine.received())
        .isEqualTo(samples.size());
    return findings;
  }

  @Test
  void forgottenWorkloads_areInItAsTheyWere() {
    Engine engine = engine(WORKLOADS);
    feed(engine, 0, samples.size());
    List<byte[]> whole = new ArrayList<>();
    engine.snapshot(whole::add);
    List<byte[]> parts = new ArrayList<>();
    EngineSnapshot snapshot = engine.beginSnapshot(parts::add);
    engine.advanceTo(END.plus(Duration.ofDays(40)).toEpochMilli());
    assertThat(engine.workloads()).isZero();
    assertThat(snapshot.write(Integer.MAX_VALUE)).isTrue();
    assertThat(texts(parts)).containsExactlyElementsOf(texts(whole));
  }

  @Test
  void anotherOne_takesThePlaceOfTheOneBefore() {
    Engine engine = engine(WORKLOADS);
    feed(engine, 0, samples.size() / 2);
    List<byte[]> first = new ArrayList<>();
    engine.beginSnapshot(first::add).write(3);
    List<byte[]> second = new ArrayList<>();
    EngineSnapshot snapshot = engine.beginSnapshot(second::add);
    feed(engine, samples.size() / 2, samples.size());
    snapshot.write(Integer.MAX_VALUE);
    assertThat(first).hasSize(4);
    assertThat(second).hasSize(1 + WORKLOADS);
  }

  private static Engine engine(int awake) {
    List<Finding> findings = new ArrayList<>();
    return new Engine(EngineSettings.DEFAULT, Policy.none(), findings::add, awake);
  }

  /// A watermark every minute, a minute behind.
  private void feed(Engine engine, int from, int to) {
    long told = Long.MIN_VALUE;
    for (Sample sample :
        samples.subList(Math.min(from, samples.size()), Math.min(to, samples.size()))) {
      engine.accept(sample);
      if (sample.atMillis() - told >= 60_000) {
        told = sample.atMillis();
        engine.advanceTo(told - 60_000);
      }
    }
  }

  /// Two days of pods with owners and of machines, of which some stay at nine tenths in the end; in
  /// order of time.
  private static List<Sample> samples() {
    return IntStream.range(0, WORKLOADS)
        .boxed()
        .flatMap(EngineSnapshotTest::samplesOf)
        .sorted(
            Comparator.comparingLong(Sample::atMillis)
                .thenComparing(sample -> sample.workload().name()))
        .toList();
  }

  private static Stream<Sample> samplesOf(int number) {
    Workload workload =
        number % 2 == 0
            ? new Workload("pod-" + number, Map.of("owner_kind", "Deployment", "owner", "cart"))
            : Workload.named("vm-" + number);
    Random random = new Random(number);
    Instant mines = number % 5 == 0 ? END.minus(Duration.ofHours(12)) : END;
    return Stream.iterate(
            END.minus(Duration.ofDays(2)), at -> at.isBefore(END), at -> at.plus(STEP))
        .map(
            at -> {
              double cpu = at.isBefore(mines) ? 0.5 * random.nextDouble() : 0.9;
              Map<Metric, Double> values =
                  Map.of(
                      Metric.CPU_UTILIZATION,
                      cpu,
                      Metric.NETWORK_RECEIVE_BYTES_PER_SECOND,
                      1e5 * random.nextDouble());
              return new Sample(workload, at.toEpochMilli(), MetricValues.of(values));
            });
  }

  private static List<String> texts(List<byte[]> records) {
    return records.stream().map(HexFormat.of()::formatHex).sorted().toList();
  }
}
