package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.testkit.Traces;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/// The slice of the evaluation that every build runs, on a fleet made for it: fails where quality
/// drops.
class EvaluatorTest {
  private static final List<Double> LEVELS = List.of(1.0, 0.5, 0.2, 0.1);

  @Test
  void innocentFleet_hasHardlyAFalseFinding() {
    FalseFindings clean = evaluation(plan(false, 1, EvaluationPlan.Part.ALL)).falseFindings();
    assertThat(clean.workloads()).isEqualTo(20);
    assertThat(clean.days()).isBetween(320.0, 350.0);
    assertThat(clean.atLeast(Severity.HIGH)).isZero();
    assertThat(clean.atLeast(Severity.MEDIUM)).isLessThanOrEqualTo(1);
  }

  @Test
  void minersOnWorkloadsThatAreNotBatch_areNoticed() {
    Evaluation evaluation = evaluation(plan(true, 1, EvaluationPlan.Part.ALL));
    int trials = 0;
    for (Recall row : evaluation.recall()) {
      if (row.shape() != MinerShape.MANY && !row.batch()) {
        trials += row.noticed().trials();
        assertThat(row.noticed().medium())
            .as("of %d %s at %s", row.noticed().trials(), row.shape(), row.level())
            .isGreaterThanOrEqualTo(row.noticed().trials() * 9 / 10);
      }
    }
    assertThat(trials).isGreaterThanOrEqualTo(60);
    assertThat(evaluation.recall()).extracting(Recall::shape).contains(MinerShape.MANY);
    assertThat(evaluation.power()).hasSize(20);
  }

  @Test
  void workloadsCutIntoPods_areJudgedByTheirOwners() {
    Evaluation owned = evaluation(inPods(true));
    Evaluation alone = evaluation(inPods(false));
    assertThat(owned.falseFindings().workloads()).isEqualTo(20);
    assertThat(owned.falseFindings().atLeast(Severity.MEDIUM)).isLessThanOrEqualTo(1);
    assertThat(alone.falseFindings().atLeast(Severity.HIGH)).isZero();
    Noticed noticed = steadyAtHalf(owned);
    assertThat(noticed.medium()).isGreaterThanOrEqualTo(noticed.trials() * 9 / 10);
    assertThat(noticed.high()).isGreaterThanOrEqualTo(noticed.trials() / 2);
    assertThat(steadyAtHalf(alone).high()).isZero();
  }

  private static Noticed steadyAtHalf(Evaluation evaluation) {
    return evaluation.recall().stream()
        .filter(row -> row.shape() == MinerShape.STEADY && row.level() == 0.5 && !row.batch())
        .findFirst()
        .orElseThrow()
        .noticed();
  }

  private static EvaluationPlan inPods(boolean owned) {
    return new EvaluationPlan(
        Duration.ofDays(14),
        Duration.ofDays(2),
        true,
        List.of(0.5),
        List.of(MinerShape.STEADY),
        MinerRecording.SHIPPED,
        1,
        1,
        EvaluationPlan.Part.ALL,
        new PodLives(Duration.ofHours(4), Duration.ofDays(2), owned));
  }

  @Test
  void sameSeed_givesTheSame_anotherAnother() {
    String one = EvaluationJson.of(evaluation(plan(true, 1, EvaluationPlan.Part.ALL)));
    assertThat(EvaluationJson.of(evaluation(plan(true, 1, EvaluationPlan.Part.ALL))))
        .isEqualTo(one);
    assertThat(EvaluationJson.of(evaluation(plan(true, 2, EvaluationPlan.Part.ALL))))
        .isNotEqualTo(one);
  }

  @Test
  void parts_shareNoWorkloadAndLeaveNoneOut() {
    EvaluationPlan tune = plan(false, 1, EvaluationPlan.Part.TUNE);
    EvaluationPlan report = plan(false, 1, EvaluationPlan.Part.REPORT);
    int tuned = 0;
    for (int i = 0; i < 100; i++) {
      assertThat(tune.reports("vm-" + i)).isNotEqualTo(report.reports("vm-" + i));
      tuned += tune.reports("vm-" + i) ? 1 : 0;
    }
    assertThat(tuned).isBetween(35, 65);
    assertThat(evaluation(tune).falseFindings().workloads())
        .isEqualTo(20 - evaluation(report).falseFindings().workloads());
  }

  private static EvaluationPlan plan(boolean injected, long seed, EvaluationPlan.Part part) {
    return new EvaluationPlan(
        Duration.ofDays(14),
        Duration.ofDays(2),
        injected,
        LEVELS,
        List.of(MinerShape.STEADY, MinerShape.NIGHTS, MinerShape.SHORT, MinerShape.MANY),
        MinerRecording.SHIPPED,
        1,
        seed,
        part);
  }

  private static Evaluation evaluation(EvaluationPlan plan) {
    Evaluator evaluator = new Evaluator(plan, EngineSettings.DEFAULT, Policy.none());
    evaluator.hunt(new Innocents(), Progress.NONE);
    if (plan.injected()) {
      evaluator.inject(new Innocents(), Progress.NONE);
    }
    return evaluator.evaluation();
  }

  private static final class Innocents implements TelemetrySource {
    @Override
    public SourceReport read(SampleSink sink, Progress progress) {
      Traces.innocentFleet().forEach(trace -> trace.samples().forEach(sink::accept));
      return new SourceReport(0, 0, new DropCounts(), List.of());
    }

    @Override
    public String description() {
      return "a fleet without miners";
    }
  }
}
