package dev.flatline.formats.message;

import dev.flatline.core.finding.Severity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/// A message of syslog (RFC 5424) that carries another text, such as CEF: facility 13 (log audit),
/// structured data, and the byte order mark that says that the text is UTF-8.
public final class SyslogText implements WarningEncoder {
  /// Facility 13, "log audit" (RFC 5424, table 1), times 8.
  private static final int LOG_AUDIT = 13 * 8;

  private static final int INFORMATIONAL = 6;

  /// Our own number of RFC 5612, which is for examples: nobody has registered one for Flatline.
  private static final String DATA_ID = "flatline@32473";

  /// Lengths of RFC 5424's header: HOSTNAME and MSGID.
  private static final int LONGEST_HOST_CHARS = 255;

  private static final int LONGEST_PARAMETER_CHARS = 1_000;
  private static final char BYTE_ORDER_MARK = '\uFEFF';

  private final Sender sender;
  private final WarningEncoder content;

  /// @param sender whose host stands in the header
  /// @param content what the message carries
  public SyslogText(Sender sender, WarningEncoder content) {
    this.sender = sender;
    this.content = content;
  }

  @Override
  public String contentType() {
    return content.contentType();
  }

  @Override
  public String encode(Message message) {
    return header(severity(message), message.at(), message.kind().label())
        + parameter("delivery", message.id())
        + parameter("finding", message.finding().id())
        + parameter("severity", message.finding().severity().label())
        + parameter("workload", message.finding().workload().name())
        + "] "
        + BYTE_ORDER_MARK
        + content.encode(message);
  }

  @Override
  public String encode(WarningMessage message) {
    Severity severity = message.warning().severity();
    int level = message.isOver() ? INFORMATIONAL : severity(severity);
    return header(level, message.at(), message.kind().label())
        + parameter("delivery", message.id())
        + parameter("warning", message.warning().id())
        + parameter("severity", severity.label())
        + "] "
        + BYTE_ORDER_MARK
        + content.encode(message);
  }

  private String header(int severity, Instant at, String kind) {
    return "<"
        + (LOG_AUDIT + severity)
        + ">1 "
        + at.truncatedTo(ChronoUnit.MICROS)
        + " "
        + printable(sender.host(), LONGEST_HOST_CHARS)
        + " flatline - "
        + kind
        + " ["
        + DATA_ID;
  }

  /// RFC 5424, table 2: alert, error, warning; what is over or a test is informational.
  private static int severity(Message message) {
    return message.isOver() || message.kind() == MessageKind.TEST
        ? INFORMATIONAL
        : severity(message.finding().severity());
  }

  private static int severity(Severity severity) {
    return switch (severity) {
      case LOW -> 4;
      case MEDIUM -> 3;
      case HIGH -> 1;
    };
  }

  /// A field of the header: printable ASCII, or `-` where there is nothing.
  private static String printable(String text, int mostChars) {
    String clean = FindingWords.cut(text, mostChars).replaceAll("[^!-~]", "");
    return clean.isEmpty() ? "-" : clean;
  }

  private static String parameter(String name, String value) {
    String escaped =
        FindingWords.cut(value, LONGEST_PARAMETER_CHARS)
            .replace("\\", "\\\\")
            .replace("\"", "\\\"")
            .replace("]", "\\]");
    return " " + name + "=\"" + escaped + '"';
  }
}
