package dev.flatline.formats.message;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import java.time.Instant;

/// ArcSight's Common Event Format, version 0: seven fields of a header, then `key=value`. In the
/// header `\` and `|` are escaped, in values `\`, `=` and ends of lines.
public final class CefText implements WarningEncoder {
  /// What CEF's dictionary allows for these keys.
  private static final int LONGEST_MESSAGE_CHARS = 1_023;

  private static final int LONGEST_LABELLED_CHARS = 4_000;
  private static final int LONGEST_NAME_CHARS = 512;
  private static final int LONGEST_HOST_CHARS = 100;

  private final Sender sender;

  /// @param sender whose version stands in the header
  public CefText(Sender sender) {
    this.sender = sender;
  }

  @Override
  public String contentType() {
    return "text/plain; charset=utf-8";
  }

  @Override
  public String encode(Message message) {
    Finding finding = message.finding();
    StringBuilder line = begun(finding.technique().id(), message.title(), severity(message));
    extend(line, "externalId", finding.id(), LONGEST_NAME_CHARS);
    extend(line, "rt", Long.toString(message.at().toEpochMilli()), LONGEST_NAME_CHARS);
    extend(line, "start", millis(finding.firstObserved()), LONGEST_NAME_CHARS);
    extend(line, "end", millis(finding.lastObserved()), LONGEST_NAME_CHARS);
    extend(line, "cat", "cryptomining", LONGEST_NAME_CHARS);
    extend(line, "outcome", message.kind().label(), LONGEST_NAME_CHARS);
    extend(line, "msg", finding.summary(), LONGEST_MESSAGE_CHARS);
    labelled(line, 1, "workload", FindingWords.name(finding, LONGEST_NAME_CHARS));
    labelled(line, 2, "technique", finding.technique().name());
    labelled(line, 3, "evidence", FindingWords.evidence(finding));
    labelled(line, 4, "next", String.join("\n", finding.nextSteps()));
    labelled(line, 5, "cost", message.cost());
    labelled(line, 6, "delivery", message.id());
    message
        .page()
        .ifPresent(page -> extend(line, "request", page.toString(), LONGEST_MESSAGE_CHARS));
    return line.toString().stripTrailing();
  }

  @Override
  public String encode(WarningMessage message) {
    ServerWarning warning = message.warning();
    String signature = "warning." + warning.id();
    StringBuilder line = begun(signature, message.title(), severity(warning.severity()));
    extend(line, "externalId", warning.id(), LONGEST_NAME_CHARS);
    extend(line, "rt", millis(message.at()), LONGEST_NAME_CHARS);
    extend(line, "start", millis(warning.since()), LONGEST_NAME_CHARS);
    extend(line, "cat", "health", LONGEST_NAME_CHARS);
    extend(line, "outcome", message.kind().label(), LONGEST_NAME_CHARS);
    if (!warning.server().isEmpty()) {
      extend(line, "dvchost", warning.server(), LONGEST_HOST_CHARS);
    }
    extend(line, "msg", message.description(), LONGEST_MESSAGE_CHARS);
    labelled(line, 6, "delivery", message.id());
    message
        .page()
        .ifPresent(page -> extend(line, "request", page.toString(), LONGEST_MESSAGE_CHARS));
    return line.toString().stripTrailing();
  }

  private StringBuilder begun(String signature, String title, String severity) {
    StringBuilder line = new StringBuilder("CEF:0");
    header(line, Sender.PRODUCT);
    header(line, Sender.PRODUCT);
    header(line, sender.version());
    header(line, signature);
    header(line, FindingWords.cut(title, LONGEST_NAME_CHARS));
    header(line, severity);
    return line.append('|');
  }

  /// 0 to 10: CEF calls 0 to 3 low, 4 to 6 medium, 7 and 8 high. A test is 0.
  private static String severity(Message message) {
    return message.kind() == MessageKind.TEST ? "0" : severity(message.finding().severity());
  }

  private static String severity(Severity severity) {
    return switch (severity) {
      case LOW -> "3";
      case MEDIUM -> "6";
      case HIGH -> "8";
    };
  }

  private static String millis(Instant time) {
    return Long.toString(time.toEpochMilli());
  }

  private static void header(StringBuilder line, String value) {
    line.append('|').append(value.replace("\\", "\\\\").replace("|", "\\|"));
  }

  private static void labelled(StringBuilder line, int number, String label, String value) {
    extend(line, "cs" + number + "Label", label, LONGEST_NAME_CHARS);
    extend(line, "cs" + number, value, LONGEST_LABELLED_CHARS);
  }

  private static void extend(StringBuilder line, String key, String value, int mostChars) {
    line.append(key)
        .append('=')
        .append(
            FindingWords.cut(value, mostChars)
                .replace("\\", "\\\\")
                .replace("=", "\\=")
                .replace("\n", "\\n"))
        .append(' ');
  }
}
