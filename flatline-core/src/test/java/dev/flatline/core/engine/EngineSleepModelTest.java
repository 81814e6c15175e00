package dev.flatline.core.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.state.StateException;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Whether a pipeline slept, and whether the engine was written down and restored, changes nothing
/// of what is told: not a digit, not an order.
class EngineSleepModelTest {
  private static final int DAYS = 24;
  private static final int WORKLOADS = 16;
  private static final int SEED_OF_MORE = 7;

  /// Seeds from here on are of fleets of pods that have owners.
  private static final int PODS = 11;

  private static final long LATENESS = EngineSettings.DEFAULT.lateness().toMillis();
  private static final Policy EAGER = EngineOrderModelTest.EAGER;

  /// What the fleet of a seed gives while all are awake: all compare with it, so it is worked out
  /// once.
  private static final Map<Integer, Streamed> AWAKE = new ConcurrentHashMap<>();

  private final List<Told> told = new ArrayList<>();
  private int taken;

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PODS})
  void oneAwakeAtATime_tellsAndCountsWhatAllAwakeDo(int seed) {
    Streamed awake = awake(seed);
    Engine asleep = engine(1);
    assertThat(streamed(samples(seed), asleep)).isEqualTo(awake.told());
    assertThat(asleep.coverage()).isEqualTo(awake.by().coverage());
    assertThat(asleep.judged()).isEqualTo(awake.by().judged());
    assertThat(asleep.merged()).isEqualTo(awake.by().merged());
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, PODS})
  void restoredNowAndThen_tellsWhatOneEngineTells(int seed) {
    assertThat(interrupted(samples(seed), new Random(seed))).isEqualTo(awake(seed).told());
  }

  @Test
  void restored_hasTheSameSnapshot() {
    Engine engine = engine(3);
    samples(4).forEach(engine::accept);
    List<byte[]> records = snapshot(engine);
    Engine restored = Engine.restore(EngineSettings.DEFAULT, EAGER, this::tell, records.iterator());
    assertThat(restored.received()).isEqualTo(engine.received());
    assertThat(restored.held()).isEqualTo(engine.held());
    assertThat(restored.dropped().byReason()).isEqualTo(engine.dropped().byReason());
    assertThat(restored.coverage()).containsExactlyInAnyOrderElementsOf(engine.coverage());
  }

  @Test
  void theFleetsCompared_haveFindingsOfEverySeverityAndOfAllThatIsRemembered() {
    List<Finding> findings = new ArrayList<>();
    for (int seed = 1; seed <= 2; seed++) {
      awake(seed).told().forEach(one -> findings.add(one.finding()));
    }
    assertThat(findings).extracting(Finding::severity).contains(Severity.values());
    assertThat(findings)
        .flatExtracting(Finding::evidence)
        .extracting(Evidence::detector)
        .contains("compute.gpu_plateau", "compute.accounting", "compute.bursts", "compute.floor");
  }

  @Test
  void restore_withOtherSettings_isRefusedNamingBoth() {
    List<byte[]> records = snapshot(engine(1));
    EngineSettings others = EngineSettings.DEFAULT.withWindow(Duration.ofMinutes(10));
    assertThatExceptionOfType(StateException.class)
        .isThrownBy(() -> Engine.restore(others, EAGER, this::tell, records.iterator()))
        .withMessageContaining("PT30M")
        .withMessageContaining("PT10M");
  }

  @Test
  void restore_ofRecordsCutOffAnywhere_isRefused() {
    Engine engine = engine(WORKLOADS);
    samples(1).stream().limit(2_000).forEach(engine::accept);
    List<byte[]> records = snapshot(engine);
    byte[] workload = records.getLast();
    for (int length = 0; length < workload.length; length++) {
      byte[] cut = Arrays.copyOf(workload, length);
      assertThatExceptionOfType(StateException.class)
          .isThrownBy(() -> restore(List.of(records.getFirst(), cut).iterator()));
    }
    assertThatExceptionOfType(StateException.class).isThrownBy(() -> restore(emptyRecords()));
  }

  private static Iterator<byte[]> emptyRecords() {
    return List.<byte[]>of().iterator();
  }

  private Streamed awake(int seed) {
    return AWAKE.computeIfAbsent(
        seed,
        one -> {
          Engine engine = engine(WORKLOADS);
          return new Streamed(streamed(samples(one), engine), engine);
        });
  }

  private List<Told> streamed(List<Sample> samples, Engine engine) {
    told.clear();
    for (taken = 0; taken < samples.size(); taken++) {
      feed(samples.get(taken), engine);
    }
    engine.finish();
    return sorted();
  }

  private List<Told> interrupted(List<Sample> samples, Random random) {
    told.clear();
    Engine engine = engine(1 + random.nextInt(WORKLOADS));
    for (taken = 0; taken < samples.size(); taken++) {
      feed(samples.get(taken), engine);
      if (random.nextInt(500) == 0) {
        engine = restore(snapshot(engine).iterator());
      }
    }
    engine.finish();
    return sorted();
  }

  private static void feed(Sample sample, Engine engine) {
    engine.accept(sample);
    engine.advanceTo(sample.atMillis() - LATENESS);
  }

  /// Entries of one engine are asked in no order.
  private List<Told> sorted() {
    return told.stream()
        .sorted(
            Comparator.comparingInt(Told::after)
                .thenComparing(one -> one.finding().workload().name())
                .thenComparing(one -> one.finding().id()))
        .toList();
  }

  /// A finding, and after how many samples it was told.
  private record Told(int after, Finding finding) {}

  /// What an engine told, and the engine.
  private record Streamed(List<Told> told, Engine by) {}

  private static List<byte[]> snapshot(Engine engine) {
    List<byte[]> records = new ArrayList<>();
    engine.snapshot(records::add);
    return records;
  }

  private Engine restore(Iterator<byte[]> records) {
    return Engine.restore(EngineSettings.DEFAULT, EAGER, this::tell, records);
  }

  private void tell(Finding finding) {
    told.add(new Told(taken, finding));
  }

  private Engine engine(int mostAwake) {
    return new Engine(EngineSettings.DEFAULT, EAGER, this::tell, mostAwake);
  }

  /// A random fleet, of which some workloads have a GPU that begins to work one day, hide processes
  /// from then on, or compute in bursts.
  private static List<Sample> samples(int seed) {
    Random random = new Random(SEED_OF_MORE + seed);
    RandomFleet source = new RandomFleet(seed, DAYS);
    List<Sample> fleet = source.samples(WORKLOADS);
    long begin = fleet.getFirst().atMillis() + Duration.ofDays(2 * DAYS / 3).toMillis();
    List<Sample> samples =
        fleet.stream().map(sample -> changed(sample, sample.atMillis() >= begin, random)).toList();
    return seed < PODS ? samples : source.inPods(samples);
  }

  private static Sample changed(Sample sample, boolean begun, Random random) {
    MetricValues values =
        switch (sample.workload().name()) {
          case "vm-0", "vm-4" -> sample.values().orElse(gpu(begun, random));
          case "vm-2", "vm-3" -> sample.values().orElse(planes(sample, begun));
          case "vm-10" -> begun ? floor(sample) : sample.values();
          case "vm-7", "vm-14" -> begun ? burst(sample, random) : sample.values();
          default -> sample.values();
        };
    return new Sample(sample.workload(), sample.atMillis(), values);
  }

  private static MetricValues gpu(boolean works, Random random) {
    double share = works ? 0.98 + 0.01 * random.nextDouble() : 0.02 * random.nextDouble();
    return MetricValues.of(
        Map.of(
            Metric.GPU_UTILIZATION,
            share,
            Metric.GPU_POWER_WATTS,
            60 + 230 * share,
            Metric.GPU_POWER_LIMIT_WATTS,
            300.0,
            Metric.GPU_TENSOR_ACTIVE,
            0.0,
            Metric.GPU_MEMORY_ACTIVE,
            0.5 * share,
            Metric.GPU_PCIE_RECEIVE_BYTES_PER_SECOND,
            1e4 * random.nextDouble()));
  }

  private static MetricValues planes(Sample sample, boolean hides) {
    double host = sample.values().get(Metric.CPU_UTILIZATION);
    double processes = hides ? Math.max(0, host - 0.4) : host;
    return MetricValues.of(Metric.CPU_UTILIZATION_OF_PROCESSES, processes);
  }

  /// Under the jobs of every night.
  private static MetricValues floor(Sample sample) {
    double cpu = Math.min(1, 0.3 + sample.values().get(Metric.CPU_UTILIZATION));
    return MetricValues.of(Metric.CPU_UTILIZATION, cpu).orElse(sample.values());
  }

  private static MetricValues burst(Sample sample, Random random) {
    boolean on =
        sample.atMillis() % Duration.ofHours(3).toMillis() < Duration.ofMinutes(20).toMillis();
    double cpu = (on ? 0.7 : 0.05) + 0.005 * random.nextDouble();
    return MetricValues.of(Metric.CPU_UTILIZATION, cpu).orElse(sample.values());
  }
}
