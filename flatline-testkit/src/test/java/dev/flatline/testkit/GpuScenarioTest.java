package dev.flatline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/// What GPUs do, from samples to findings. All loads are modelled, see [GpuLoad].
class GpuScenarioTest {

  static List<GpuLoad> hashing() {
    return List.of(GpuLoad.memoryHardHashing(), GpuLoad.integerHashing());
  }

  static List<GpuLoad> innocent() {
    return List.of(
        GpuLoad.idle(),
        GpuLoad.training(),
        GpuLoad.languageModelTraining(),
        GpuLoad.inference(),
        GpuLoad.batchedInference(),
        GpuLoad.dataPreparation(),
        GpuLoad.videoEncoding());
  }

  @ParameterizedTest
  @MethodSource("hashing")
  void hashingOnAnUnknownGpu_isMediumAndDatedToTheMinute(GpuLoad load) {
    Finding finding = onlyFinding(GpuTraces.young(load));
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(finding.firstObserved()).isEqualTo(Traces.MOVED_IN);
    assertThat(Duration.between(Traces.MOVED_IN, finding.detectedAt()))
        .isLessThan(Duration.ofMinutes(35));
    assertThat(finding.status()).isEqualTo(Finding.Status.OPEN);
    assertThat(aspects(finding)).containsExactly(Aspect.GPU_WORK);
  }

  @ParameterizedTest
  @MethodSource("hashing")
  void hashingAfterThirtyDaysOfTraining_isHigh(GpuLoad load) {
    Finding finding = onlyFinding(GpuTraces.afterTraining(load));
    assertThat(finding.severity()).isEqualTo(Severity.HIGH);
    assertThat(finding.firstObserved()).isEqualTo(Traces.MOVED_IN);
    assertThat(aspects(finding)).containsExactlyInAnyOrder(Aspect.GPU_WORK, Aspect.GPU_NOVELTY);
    assertThat(finding.summary()).contains("no tensor core worked", "none of the last");
    assertThat(finding.nextSteps().getFirst()).contains("nvidia-smi");
  }

  @ParameterizedTest
  @MethodSource("innocent")
  void innocentWorkOnAnUnknownGpu_isNoFinding(GpuLoad load) {
    assertThat(Hunt.through(GpuTraces.young(load))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("innocent")
  void innocentWorkAfterThirtyDaysOfTraining_isNoFinding(GpuLoad load) {
    assertThat(Hunt.through(GpuTraces.afterTraining(load))).isEmpty();
  }

  @Test
  void simulationWithoutTensorCores_looksTheSame() {
    Finding finding = onlyFinding(GpuTraces.young(GpuLoad.simulation()));
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
  }

  @Test
  void simulationOfEveryDay_endsUpLow() {
    List<Finding> findings = Hunt.through(GpuTraces.dailySimulation());
    assertThat(findings.getLast().severity()).isEqualTo(Severity.LOW);
    assertThat(findings).noneMatch(finding -> finding.severity() == Severity.HIGH);
  }

  @Test
  void throttledHashing_isMissed() {
    assertThat(Hunt.through(GpuTraces.young(GpuLoad.throttledHashing()))).isEmpty();
  }

  @ParameterizedTest
  @MethodSource("hashing")
  void hashingBehindAFalseLibrary_isMediumAndSaysWhatContradicts(GpuLoad load) {
    Finding finding = onlyFinding(GpuTraces.young(load.hidden()));
    assertThat(finding.severity()).isEqualTo(Severity.MEDIUM);
    assertThat(aspects(finding)).containsExactly(Aspect.GPU_CONTRADICTION);
    assertThat(finding.summary()).contains("reported 0 % busy", "% of its power limit");
  }

  @Test
  void hashingWhereOnlyUtilizationAndPowerAreMeasured_isLowAndSaysWhatIsNot() {
    Trace blind =
        GpuTraces.young(GpuLoad.memoryHardHashing())
            .without(
                Metric.GPU_TENSOR_ACTIVE,
                Metric.GPU_MEMORY_ACTIVE,
                Metric.GPU_PCIE_RECEIVE_BYTES_PER_SECOND,
                Metric.GPU_PCIE_TRANSMIT_BYTES_PER_SECOND);
    Finding finding = onlyFinding(blind);
    assertThat(finding.severity()).isEqualTo(Severity.LOW);
    assertThat(finding.summary()).contains("not measured: its tensor cores, PCIe");
  }

  @Test
  void hashingThatEnds_isClosed() {
    Trace ended =
        GpuTraces.then(
            GpuTraces.young(GpuLoad.integerHashing(), Duration.ofHours(3)),
            GpuLoad.idle(),
            Duration.ofHours(9));
    Finding finding = onlyFinding(ended);
    assertThat(finding.status()).isEqualTo(Finding.Status.CLOSED);
    assertThat(Duration.between(Traces.MOVED_IN.plus(Duration.ofHours(3)), finding.lastObserved()))
        .isBetween(Duration.ofMinutes(-15), Duration.ofMinutes(5));
  }

  @Test
  void hashingFollowedByOtherNewWork_isNotSaidToGoOn() {
    Trace trace =
        GpuTraces.then(
            GpuTraces.afterTraining(GpuLoad.integerHashing(), Duration.ofHours(2)),
            GpuLoad.dataPreparation(),
            Duration.ofHours(10));
    Finding finding = onlyFinding(trace);
    assertThat(finding.status()).isEqualTo(Finding.Status.CLOSED);
    assertThat(finding.lastObserved()).isBefore(Traces.MOVED_IN.plus(Duration.ofMinutes(125)));
  }

  @Test
  void minersOnCpuAndGpuOfOneWorkload_areTwoFindings() {
    Trace onCpu = Traces.newWorkloadThatMines();
    Trace onGpu = GpuTraces.young(GpuLoad.integerHashing());
    List<Sample> both = new ArrayList<>(onCpu.samples());
    onGpu
        .samples()
        .forEach(one -> both.add(new Sample(onCpu.workload(), one.atMillis(), one.values())));
    both.sort(Comparator.comparingLong(Sample::atMillis));
    Trace trace = new Trace(onCpu.workload(), onGpu.step(), onGpu.end(), both);
    List<Finding> findings = Hunt.through(trace);
    assertThat(findings).hasSize(2);
    assertThat(findings).extracting(Finding::firstObserved).containsOnly(Traces.MOVED_IN);
    assertThat(findings).extracting(Finding::id).doesNotHaveDuplicates();
  }

  @Test
  void streamedWithAWatermark_givesTheFindingsOfOneGo() {
    Trace trace =
        GpuTraces.then(
            GpuTraces.afterTraining(GpuLoad.integerHashing()), GpuLoad.idle(), Duration.ofHours(9));
    assertThat(streamed(trace)).isEqualTo(Hunt.through(trace)).isNotEmpty();
  }

  private static List<Finding> streamed(Trace trace) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    Engine engine =
        new Engine(EngineSettings.DEFAULT, Policy.none(), one -> findings.put(one.id(), one));
    for (Sample sample : trace.samples()) {
      engine.accept(sample);
      engine.advanceTo(sample.atMillis() - EngineSettings.DEFAULT.lateness().toMillis());
    }
    engine.finish();
    return List.copyOf(findings.values());
  }

  private static Finding onlyFinding(Trace trace) {
    List<Finding> findings = Hunt.through(trace);
    assertThat(findings).hasSize(1);
    return findings.getFirst();
  }

  private static List<Aspect> aspects(Finding finding) {
    return finding.evidence().stream().map(Evidence::aspect).toList();
  }
}
