package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.BlindTime;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.Coverage.Gaps;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.report.HtmlReport;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HuntNotesTest {
  private static final Instant BEGIN = Instant.parse("2026-10-10T00:00:00Z");
  private static final long HOUR = 3_600_000;
  private static final Instant END = Instant.parse("2026-10-12T00:00:00Z");

  @Test
  void silent_workloadThatEndedLongBeforeTheData_isNamedWithItsLastTime() {
    HuntOutcome outcome =
        outcome(List.of(seen("web-6", END), seen("web-7", Instant.parse("2026-10-11T03:00:00Z"))));

    assertThat(HuntNotes.silent(outcome))
        .hasValue(
            "Silent: 1 workload (web-7 since 2026-10-11 03:00): nothing to judge up to the end");
  }

  @Test
  void silent_workloadThatEndedWithinTheMergeGap_isNot() {
    Instant justInside = END.minus(EngineSettings.DEFAULT.mergeGap());
    Coverage unseen = Coverage.unseen(Workload.named("never"), Reason.NO_CPU);

    assertThat(HuntNotes.silent(outcome(List.of(seen("a", END), seen("b", justInside), unseen))))
        .isEmpty();
    assertThat(HuntNotes.silent(outcome(List.of()))).isEmpty();
  }

  @Test
  void silent_many_namesThoseThatWereSeenForLongest() {
    List<Coverage> coverage = new ArrayList<>(List.of(seen("alive", END)));
    for (int hours = 1; hours <= 8; hours++) {
      coverage.add(seen("job-" + hours, BEGIN.plus(Duration.ofHours(hours))));
    }

    assertThat(HuntNotes.silent(outcome(coverage)))
        .hasValue(
            "Silent: 8 workloads (job-8 since 2026-10-10 08:00, job-7 since 2026-10-10 07:00,"
                + " job-6 since 2026-10-10 06:00, job-5 since 2026-10-10 05:00,"
                + " job-4 since 2026-10-10 04:00 and 3 more): nothing to judge up to the end");
  }

  @Test
  void late_moreThanATenthOfTheRows_isAWarningWithTheRemedy() {
    assertThat(HuntNotes.late(late(101, 1000)))
        .hasValue(
            "Warning: 101 of 1,000 rows (10 %) go back in time and were not judged:"
                + " sort them by workload and time");
    assertThat(HuntNotes.late(late(100, 1000))).isEmpty();
    assertThat(HuntNotes.late(late(0, 0))).isEmpty();
  }

  @Test
  void remarksAndPage_carryBoth() {
    DropCounts dropped = drops(2_304);
    HuntOutcome outcome =
        new HuntOutcome(
            List.of(),
            List.of(seen("web-6", END), seen("web-7", BEGIN)),
            dropped,
            3_456,
            List.of("a note"),
            Map.of());

    assertThat(
            new HuntTable(new Terminal(true, true, 200, false, true), new OutputOptions())
                .remarks(outcome))
        .contains(
            "UTC\nWarning: 2,304 of 3,456 rows (66 %) go back in time and were not judged: sort them"
                + " by workload and time\nSilent: 1 workload (web-7 since 2026-10-10 00:00): nothing"
                + " to judge up to the end\nDropped: 2,304 ×",
            "Note: a note\n");
    assertThat(HtmlReport.render(HuntPage.of(outcome, List.of(), "files", "flatline hunt")))
        .contains("Silent: 1 workload (web-7 since", "go back in time", "a note");
  }

  private static HuntOutcome late(int late, int received) {
    return new HuntOutcome(List.of(), List.of(), drops(late), received, List.of(), Map.of());
  }

  private static DropCounts drops(int late) {
    DropCounts dropped = new DropCounts();
    for (int i = 0; i < late; i++) {
      dropped.add(DropReason.LATE);
    }
    return dropped;
  }

  private static HuntOutcome outcome(List<Coverage> coverage) {
    return new HuntOutcome(List.of(), coverage, new DropCounts(), 9, List.of(), Map.of());
  }

  @Test
  void blind_isToldOnceForAllAndItsGapsAreNotTheWorkloads() {
    Instant from = Instant.parse("2026-10-10T10:00:00Z");
    Instant to = Instant.parse("2026-10-10T14:00:00Z");
    Gaps together = new Gaps(1, 4 * HOUR + 600_000, from.toEpochMilli(), 4 * HOUR + 600_000);
    Gaps own = new Gaps(3, 7 * HOUR, from.minusSeconds(86_400).toEpochMilli(), 5 * HOUR);
    List<Coverage> coverage = new ArrayList<>(List.of(seen("own", END, own)));
    for (int i = 0; i < 249; i++) {
      coverage.add(seen("vm-" + i, END, together));
    }
    HuntOutcome outcome =
        blind(
            coverage, END, new BlindTime(from.toEpochMilli(), to.toEpochMilli(), 250, 250, false));

    assertThat(HuntNotes.ofHunt(outcome))
        .containsExactly(
            "Blind from 2026-10-10 10:00 to 2026-10-10 14:00 (4 h): none of 250 workloads was"
                + " measured",
            "Gaps: 1 workload had 3 of more than 15 min, 7 h in all; the longest: own from"
                + " 2026-10-09 10:00 to 2026-10-09 15:00");
  }

  @Test
  void blind_upToTheEnd_isTheSourcesSilenceAndNotTheWorkloads() {
    Instant stopped = Instant.parse("2026-10-11T03:00:00Z");
    List<Coverage> coverage =
        List.of(seen("a", stopped), seen("b", stopped), seen("gone", BEGIN.plusSeconds(3_600)));
    HuntOutcome outcome =
        blind(coverage, END, new BlindTime(stopped.toEpochMilli(), END.toEpochMilli(), 2, 2, true));

    assertThat(HuntNotes.ofHunt(outcome))
        .containsExactly(
            "Blind since 2026-10-11 03:00 up to the end, 2026-10-12 00:00 (21 h): none of 2 workloads"
                + " was measured",
            "Silent: 1 workload (gone since 2026-10-10 01:00): nothing to judge up to the end");
  }

  @Test
  void blind_moreOftenThanCanBeTold_isCounted() {
    List<BlindTime> often = new ArrayList<>();
    for (int i = 0; i < 9; i++) {
      long from = BEGIN.toEpochMilli() + 4 * HOUR * i;
      often.add(new BlindTime(from, from + HOUR, 99, 100, false));
    }

    List<String> notes = HuntNotes.blind(blind(List.of(), END, often.toArray(BlindTime[]::new)));

    assertThat(notes).hasSize(6).last().isEqualTo("Blind: 4 more times, 9 h in all");
    assertThat(notes.getFirst()).endsWith("99 of 100 workloads were not measured");
  }

  private static HuntOutcome blind(List<Coverage> coverage, Instant end, BlindTime... times) {
    return new HuntOutcome(
        List.of(),
        coverage,
        new DropCounts(),
        9,
        List.of(),
        Map.of(),
        List.of(times),
        end.toEpochMilli());
  }

  private static Coverage seen(String name, Instant last) {
    return seen(name, last, Gaps.NONE);
  }

  private static Coverage seen(String name, Instant last, Gaps gaps) {
    return new Coverage(
        Workload.named(name),
        1000,
        BEGIN.toEpochMilli(),
        last.toEpochMilli(),
        Set.of(Metric.CPU_UTILIZATION),
        0.5,
        0.5,
        false,
        Optional.empty(),
        gaps);
  }
}
