package dev.flatline.cli;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.formats.text.TimeText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// What a hunt found, for a person at a terminal: the table, then how much was looked at and what
/// could not be.
final class HuntTable {
  private static final int LEAST_COLUMNS = 40;

  private final Terminal terminal;
  private final OutputOptions options;

  HuntTable(Terminal terminal, OutputOptions options) {
    this.terminal = terminal;
    this.options = options;
  }

  String text(HuntOutcome outcome) {
    String table =
        new FindingTable(terminal, outcome.trails()).of(outcome.atLeast(options.minSeverity()));
    return table + (table.isEmpty() ? "" : "\n") + remarks(outcome);
  }

  /// The lines below the table.
  String remarks(HuntOutcome outcome) {
    return counts(outcome) + "\n" + reading(outcome);
  }

  /// Those of them that tell what was read and what could not be judged.
  String reading(HuntOutcome outcome) {
    List<String> lines = new ArrayList<>();
    lines.add(looked(outcome));
    HuntNotes.ofHunt(outcome).forEach(note -> lines.addAll(wrapped(note)));
    notJudged(outcome).forEach((reason, names) -> lines.addAll(notJudged(reason, names)));
    for (Map.Entry<DropReason, Long> drop : outcome.dropped().byReason().entrySet()) {
      String times = terminal.unicode() ? "×" : "x";
      lines.add(
          String.format(
              Locale.ROOT, "Dropped: %,d %s %s", drop.getValue(), times, drop.getKey().text()));
    }
    outcome.notes().forEach(note -> lines.addAll(wrapped("Note: " + note)));
    return String.join("\n", lines) + "\n";
  }

  private List<String> wrapped(String note) {
    int columns = terminal.columnsAtLeast(LEAST_COLUMNS);
    return TextWidth.wrapped(TerminalText.of(note, terminal), columns).stream()
        .map(TerminalText::isolated)
        .toList();
  }

  private static String workloads(int count) {
    return String.format(Locale.ROOT, count == 1 ? "%,d workload" : "%,d workloads", count);
  }

  private String counts(HuntOutcome outcome) {
    List<String> parts = new ArrayList<>();
    long hidden = 0;
    for (Severity severity : List.of(Severity.HIGH, Severity.MEDIUM, Severity.LOW)) {
      long count = outcome.findings().stream().filter(one -> one.severity() == severity).count();
      boolean shown = severity.compareTo(options.minSeverity()) >= 0;
      hidden += shown ? 0 : count;
      String part = String.format(Locale.ROOT, "%,d %s", count, severity.label());
      parts.add(count > 0 && shown ? Style.of(severity).on(part, terminal) : part);
    }
    String text = "Findings: " + String.join(", ", parts);
    return hidden == 0
        ? text
        : text + String.format(Locale.ROOT, " (%,d not shown: --min-severity low)", hidden);
  }

  private static String looked(HuntOutcome outcome) {
    long judged = outcome.coverage().stream().filter(one -> one.notJudged().isEmpty()).count();
    long samples = outcome.coverage().stream().mapToLong(Coverage::samples).sum();
    return String.format(
        Locale.ROOT,
        "Looked at %,d of %,d workloads, %,d samples, %s to %s UTC",
        judged,
        outcome.coverage().size(),
        samples,
        TimeText.minute(Instant.ofEpochMilli(outcome.fromMillis())),
        TimeText.minute(Instant.ofEpochMilli(outcome.toMillis())));
  }

  private List<String> notJudged(Reason reason, List<String> names) {
    return wrapped(
        String.format(
            "Not judged: %s (%s): %s", workloads(names.size()), NameList.of(names), reason.text()));
  }

  private static Map<Reason, List<String>> notJudged(HuntOutcome outcome) {
    Map<Reason, List<String>> names = new EnumMap<>(Reason.class);
    for (Coverage coverage : outcome.coverage()) {
      coverage
          .notJudged()
          .ifPresent(
              reason ->
                  names
                      .computeIfAbsent(reason, unused -> new ArrayList<>())
                      .add(coverage.workload().name()));
    }
    return names;
  }
}
