package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.SourceReport.Unjudged;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class HuntRunTest {
  private static final long NOON = 1_790_000_000_000L;

  @Test
  void coverage_hasARowForEveryWorkloadThatTheSourceKnows() {
    HuntOutcome outcome =
        new HuntRun(EngineSettings.DEFAULT, Policy.none())
            .over(new ThreeWorkloads(), Progress.NONE);
    assertThat(outcome.coverage())
        .extracting(one -> one.workload().name())
        .containsExactly("judged", "no-limit", "unseen");
    assertThat(reason(outcome, 0)).isEmpty();
    assertThat(reason(outcome, 1)).contains(Reason.NO_CAPACITY);
    assertThat(reason(outcome, 2)).contains(Reason.NO_CPU);
    assertThat(outcome.coverage().get(1).metrics())
        .containsExactly(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND);
  }

  @Test
  void times_areThoseOfWorkloadsThatWereSeen() {
    HuntOutcome outcome =
        new HuntRun(EngineSettings.DEFAULT, Policy.none())
            .over(new ThreeWorkloads(), Progress.NONE);
    assertThat(outcome.fromMillis()).isEqualTo(NOON);
    assertThat(outcome.toMillis()).isEqualTo(NOON + 59 * 60_000L);
  }

  private static Optional<Reason> reason(HuntOutcome outcome, int row) {
    return outcome.coverage().get(row).notJudged();
  }

  /// One that can be judged for an hour, one whose CPU cannot, one of which nothing comes.
  private static final class ThreeWorkloads implements TelemetrySource {
    @Override
    public SourceReport read(SampleSink sink, Progress progress) {
      for (int minute = 0; minute < 60; minute++) {
        sink.accept(sample("judged", minute, Metric.CPU_UTILIZATION, 0.2));
        sink.accept(sample("no-limit", minute, Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, 900));
      }
      return new SourceReport(
          120,
          120,
          new DropCounts(),
          List.of(),
          List.of(
              new Unjudged(Workload.named("no-limit"), Reason.NO_CAPACITY),
              new Unjudged(Workload.named("unseen"), Reason.NO_CPU)));
    }

    @Override
    public String description() {
      return "three workloads";
    }

    private static Sample sample(String name, int minute, Metric metric, double value) {
      return new Sample(
          Workload.named(name), NOON + 60_000L * minute, MetricValues.of(Map.of(metric, value)));
    }
  }
}
