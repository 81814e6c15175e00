package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class HuntTableTest {
  private static final Terminal TERMINAL = new Terminal(true, true, 80, false, true);

  @Test
  void remarks_hunt_tellsWhatWasFoundHiddenDroppedAndNotJudged() {
    HuntOutcome outcome =
        outcome(
            List.of(Findings.movedIn(), Findings.batchJob()),
            List.of(
                coverage("a", Optional.empty()),
                coverage("b", Optional.of(Reason.NO_CPU)),
                coverage("c", Optional.of(Reason.TOO_SHORT)),
                coverage("d", Optional.of(Reason.NO_CPU))),
            "ignored columns: 'gpu_model'");

    assertThat(remarks(outcome, TERMINAL))
        .isEqualTo(
            """
            Findings: 1 high, 0 medium, 1 low (1 not shown: --min-severity low)
            Looked at 1 of 4 workloads, 4,000 samples, 2026-11-21 19:21 to 2026-11-21 20:21 UTC
            Not judged: 2 workloads (b, d): CPU was not measured
            Not judged: 1 workload (c): observed for less than one window
            Dropped: 2 × duplicate of a workload's time
            Dropped: 1 × NaN
            Note: ignored columns: 'gpu_model'
            """);
  }

  @Test
  void remarks_manyNotJudged_namesAFew() {
    List<Coverage> coverage = new ArrayList<>();
    for (int i = 1; i <= 1_007; i++) {
      coverage.add(coverage("vm-" + i, Optional.of(Reason.NO_CAPACITY)));
    }

    assertThat(remarks(outcome(List.of(), coverage, "n"), TERMINAL))
        .contains(
            "Not judged: 1,007 workloads (vm-1, vm-2, vm-3, vm-4, vm-5 and 1,002 more): the\n"
                + "workload has no CPU limit, and the cores of its host are not known");
  }

  @Test
  void text_findings_putsTheTableAboveTheRemarks() {
    HuntOutcome outcome =
        outcome(List.of(Findings.movedIn()), List.of(coverage("a", Optional.empty())), "n");

    assertThat(new HuntTable(TERMINAL, new OutputOptions()).text(outcome))
        .startsWith("severity  workload")
        .contains("workload does.\n\nFindings: 1 high, 0 medium, 0 low\n");
  }

  @Test
  void text_noFindings_isRemarksOnly() {
    HuntOutcome outcome = outcome(List.of(), List.of(coverage("a", Optional.empty())), "n");

    assertThat(new HuntTable(TERMINAL, new OutputOptions()).text(outcome))
        .startsWith("Findings: 0 high, 0 medium, 0 low\nLooked at 1 of 1 workload");
  }

  @Test
  void remarks_hostileNoteOnAnAsciiTerminal_isHarmless() {
    HuntOutcome outcome =
        outcome(List.of(), List.of(), "column '\u001B[2J\u00E9" + "x".repeat(100) + "'");

    assertThat(remarks(outcome, new Terminal(true, true, 80, false, false)))
        .matches("[ -~\n]+")
        .contains("Dropped: 2 x duplicate", "Note: column\n'<U+001B>[2J<U+00E9>xxx");
  }

  private static String remarks(HuntOutcome outcome, Terminal terminal) {
    return new HuntTable(terminal, new OutputOptions()).remarks(outcome);
  }

  private static HuntOutcome outcome(List<Finding> findings, List<Coverage> coverage, String note) {
    DropCounts dropped = new DropCounts();
    dropped.add(DropReason.DUPLICATE);
    dropped.add(DropReason.DUPLICATE);
    dropped.add(DropReason.NOT_A_NUMBER);
    return new HuntOutcome(findings, coverage, dropped, 4_000, List.of(note), Map.of());
  }

  private static Coverage coverage(String name, Optional<Reason> notJudged) {
    return new Coverage(
        Workload.named(name),
        1000,
        Findings.MOVED_IN_AT.toEpochMilli(),
        Findings.MOVED_IN_AT.plus(Duration.ofHours(1)).toEpochMilli(),
        Set.of(Metric.CPU_UTILIZATION),
        0.5,
        0.5,
        false,
        notJudged,
        Coverage.Gaps.NONE);
  }
}
