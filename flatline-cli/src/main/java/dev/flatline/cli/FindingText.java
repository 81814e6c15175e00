package dev.flatline.cli;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.finding.Finding;
import dev.flatline.formats.text.QuantityText;
import dev.flatline.formats.text.TimeText;
import dev.flatline.formats.text.VisibleText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;

/// One finding told in full.
final class FindingText {
  private static final int INDENT = 4;

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
    String severity = finding.severity().label();
    text.append(Style.of(finding.severity()).on(severity, terminal)).append("  ");
    text.append(Style.BOLD.on(VisibleText.of(finding.workload().name()), terminal));
    text.append("  (finding ").append(finding.id()).append(")\n");
    line("since " + TimeText.second(finding.firstObserved()) + " UTC");
    line("detected " + TimeText.second(finding.detectedAt()) + " UTC");
    line(
        "last seen "
            + TimeText.second(finding.lastObserved())
            + " UTC, after "
            + TimeText.duration(Duration.between(finding.firstObserved(), finding.lastObserved()))
            + (finding.status() == Finding.Status.OPEN ? "; it goes on" : "; it is over"));
    line(
        String.format(
            Locale.ROOT,
            "confidence %.0f %%, technique %s %s",
            100 * finding.confidence(),
            finding.technique().id(),
            finding.technique().name()));
    heading("Why");
    finding.evidence().forEach(this::reason);
    section("Context", finding.context());
    section("Could not be told", finding.unknowns());
    section("What to do next", finding.nextSteps());
  }

  private void reason(Evidence evidence) {
    line(
        VisibleText.of(evidence.summary())
            + String.format(
                Locale.ROOT,
                " [%s, %+.1f dB: %s likelier of a miner]",
                evidence.detector(),
                evidence.strengthDecibans(),
                QuantityText.likelihoodRatio(evidence.strengthDecibans())));
    for (NamedValue value : evidence.values()) {
      text.append(" ".repeat(2 * INDENT)).append(Style.DIM.on(QuantityText.of(value), terminal));
      text.append('\n');
    }
  }

  private void section(String title, List<String> sentences) {
    if (!sentences.isEmpty()) {
      heading(title);
      sentences.forEach(sentence -> line(VisibleText.of(sentence)));
    }
  }

  private void heading(String title) {
    text.append("  ").append(Style.BOLD.on(title, terminal)).append('\n');
  }

  private void line(String sentence) {
    for (String line : TextWidth.wrapped(sentence, Math.max(60, terminal.columns()) - INDENT)) {
      text.append(" ".repeat(INDENT)).append(line).append('\n');
    }
  }
}
