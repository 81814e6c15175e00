package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TelemetryEndTest {
  private static final Finding FINDING = Findings.movedIn();
  private static final Instant LAST = FINDING.lastObserved();

  @Test
  void findingThatWentOnWhenTheTelemetryStopped_saysSo() {
    Finding told = told(LAST, LAST.plus(Duration.ofHours(2)));
    assertThat(told.unknowns())
        .hasSize(FINDING.unknowns().size() + 1)
        .last()
        .isEqualTo(
            "when it ended, if it did: it went on when the telemetry of this workload stopped at"
                + " 2026-11-21 22:31");
    assertThat(told.id()).isEqualTo(FINDING.id());
  }

  @Test
  void findingThatEndedBefore_doesNot() {
    Instant seen = LAST.plus(Duration.ofHours(1));
    assertThat(told(seen, seen.plus(Duration.ofHours(2)))).isEqualTo(FINDING);
  }

  @Test
  void findingOfAWorkloadThatIsSeenUpToTheEnd_doesNot() {
    assertThat(told(LAST, LAST.plus(Duration.ofMinutes(15)))).isEqualTo(FINDING);
  }

  private static Finding told(Instant telemetryEnds, Instant end) {
    Coverage coverage =
        new Coverage(
            FINDING.workload(),
            9,
            FINDING.firstObserved().toEpochMilli(),
            telemetryEnds.toEpochMilli(),
            Set.of(Metric.CPU_UTILIZATION),
            0.5,
            0.1,
            false,
            Optional.empty(),
            Coverage.Gaps.NONE);
    return TelemetryEnd.told(List.of(FINDING), List.of(coverage), end.toEpochMilli()).getFirst();
  }
}
