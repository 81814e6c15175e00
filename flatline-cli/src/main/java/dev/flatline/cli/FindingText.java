package dev.flatline.cli;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Unit;
import dev.flatline.formats.explain.AgainstText;
import dev.flatline.formats.explain.Calculation;
import dev.flatline.formats.explain.CostText;
import dev.flatline.formats.explain.WeighingText;
import dev.flatline.formats.text.QuantityText;
import dev.flatline.formats.text.TimeText;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.TreeMap;

/// One finding told in full. Everything in it may come from a file that somebody else wrote.
final class FindingText {
  private static final int INDENT = 4;
  private static final int HANGING = 2;
  private static final int LEAST_COLUMNS = 40;

  private final Terminal terminal;
  private final StringBuilder text = new StringBuilder();

  private FindingText(Terminal terminal) {
    this.terminal = terminal;
  }

  static String of(Finding finding, Terminal terminal) {
    FindingText told = new FindingText(terminal);
    told.tell(finding);
    return told.text.toString();
  }

  private void tell(Finding finding) {
    title(finding);
    lines(INDENT, finding.summary());
    facts(finding);
    heading("Why");
    finding.evidence().forEach(this::reason);
    section("What speaks against it", AgainstText.of(finding));
    if (!finding.evidence().isEmpty()) {
      heading("How it adds up");
      WeighingText.of(finding).forEach(line -> lines(INDENT, HANGING, line));
    }
    section("Context", finding.context());
    section("Could not be told", finding.unknowns());
    section("What to do next", finding.nextSteps());
  }

  private void title(Finding finding) {
    String severity = finding.severity().label();
    String name = TerminalText.of(finding.workload().name(), terminal);
    text.append(Style.of(finding.severity()).on(severity, terminal));
    int columns = terminal.columnsAtLeast(LEAST_COLUMNS) - severity.length() - 2;
    String before = "  ";
    for (String line : TextWidth.wrapped(name, columns)) {
      text.append(before).append(Style.BOLD.on(TerminalText.isolated(line), terminal)).append('\n');
      before = " ".repeat(severity.length() + 2);
    }
  }

  private void facts(Finding finding) {
    Instant since = finding.firstObserved();
    fact("since", TimeText.second(since) + " UTC");
    fact("detected", after(since, finding.detectedAt()));
    fact("last seen", after(since, finding.lastObserved()) + "; " + goesOn(finding.status()));
    fact("cost so far", CostText.of(finding));
    fact("confidence", QuantityText.confidence(finding.confidence()));
    fact("technique", finding.technique().id() + " " + finding.technique().name());
    new TreeMap<>(finding.workload().labels()).forEach(this::fact);
    fact("id", finding.id());
  }

  private static String after(Instant since, Instant at) {
    String after = TimeText.duration(Duration.between(since, at));
    return TimeText.second(at) + " UTC, after " + after;
  }

  private static String goesOn(Finding.Status status) {
    return switch (status) {
      case OPEN -> "it goes on";
      case CLOSED -> "it is over";
    };
  }

  private void fact(String name, String value) {
    lines(INDENT, name + ": " + value);
  }

  private void reason(Evidence evidence) {
    double decibans = evidence.strengthDecibans();
    lines(INDENT, evidence.summary());
    lines(
        2 * INDENT,
        "%s, %s: %s likelier if it mines"
            .formatted(
                evidence.detector(),
                QuantityText.of(decibans, Unit.DECIBANS),
                QuantityText.likelihoodRatio(decibans)));
    lines(
        2 * INDENT,
        "%s to %s UTC".formatted(TimeText.second(evidence.from()), TimeText.second(evidence.to())));
    Calculation.of(evidence).lines().forEach(line -> lines(2 * INDENT, HANGING, line));
  }

  private void section(String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      heading(title);
      sentences.forEach(sentence -> lines(INDENT, sentence));
    }
  }

  private void heading(String title) {
    text.append("  ").append(Style.BOLD.on(title, terminal)).append('\n');
  }

  private void lines(int indent, String sentence) {
    lines(indent, 0, sentence);
  }

  /// Continuation lines are indented by so much more.
  private void lines(int indent, int hanging, String sentence) {
    String harmless = TerminalText.of(sentence, terminal);
    int columns = terminal.columnsAtLeast(LEAST_COLUMNS) - indent - hanging;
    int before = indent;
    for (String line : TextWidth.wrapped(harmless, columns)) {
      text.append(" ".repeat(before)).append(TerminalText.isolated(line)).append('\n');
      before = indent + hanging;
    }
  }
}
