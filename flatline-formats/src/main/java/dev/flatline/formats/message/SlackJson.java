package dev.flatline.formats.message;

import static dev.flatline.formats.message.JsonLine.object;

import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.formats.text.TimeText;
import java.net.URI;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import tools.jackson.core.JsonGenerator;

/// A message for Slack's incoming webhooks and what is compatible with them (Mattermost,
/// Rocket.Chat): blocks, and a text for who cannot show them. No name can mention a channel or hide
/// a link: for Slack `&`, `<` and `>` are escaped; for those that read Markdown a space of no width
/// parts what would act.
public final class SlackJson implements WarningEncoder {
  /// Slack's limits: header 150 characters, text of a section 3,000, of a message 40,000; above
  /// 4,000 it advises against.
  static final int LONGEST_HEADER_CHARS = 150;

  static final int LONGEST_SECTION_CHARS = 3_000;
  static final int LONGEST_TEXT_CHARS = 4_000;

  /// The most reasons and steps that are told; the console has the rest.
  private static final int MOST_LINES = 5;

  private static final int LONGEST_LINE_CHARS = 400;
  private static final int LONGEST_LINK_CHARS = 2_000;

  /// Where others than Slack begin to mention somebody, or link a text to what it does not show:
  /// behind an `@` with no letter or digit before it, and between `](`. An `@` inside a word
  /// mentions nobody and stays whole, so that `getty@tty1.service` can be copied.
  private static final Pattern ACTS = Pattern.compile("(?<=(?<![\\p{L}\\p{N}])@)|(?<=\\])(?=\\()");

  /// Not a backslash: Slack would show it.
  private static final String SPACE_OF_NO_WIDTH = "\u200B";

  @Override
  public String encode(Message message) {
    String text = message.title() + ". " + message.finding().summary();
    return JsonLine.object(
        json -> {
          json.writeStringProperty("text", escaped(text, LONGEST_TEXT_CHARS));
          json.writeName("blocks").writeStartArray();
          writeHeader(json, message.title());
          writeSection(json, escaped(message.finding().summary(), LONGEST_SECTION_CHARS));
          writeFacts(json, message);
          writeSection(json, "*Why*\n" + lines(reasons(message.finding())));
          if (!message.isOver()) {
            writeSection(json, "*What to do*\n" + lines(message.finding().nextSteps()));
          }
          message.page().ifPresent(page -> writeLink(json, page, "The finding"));
          json.writeEndArray();
        });
  }

  @Override
  public String encode(WarningMessage message) {
    String text = message.title() + ". " + message.description();
    return JsonLine.object(
        json -> {
          json.writeStringProperty("text", escaped(text, LONGEST_TEXT_CHARS));
          json.writeName("blocks").writeStartArray();
          writeHeader(json, message.title());
          writeSection(json, escaped(message.description(), LONGEST_SECTION_CHARS));
          writeFacts(json, message);
          message.page().ifPresent(page -> writeLink(json, page, "The server's health"));
          json.writeEndArray();
        });
  }

  private static void writeFacts(JsonGenerator json, WarningMessage message) {
    ServerWarning warning = message.warning();
    writeSection(
        json,
        String.join(
            "\n",
            "*Severity* " + warning.severity().label() + ", " + message.kind().label(),
            "*Since* " + TimeText.minute(warning.since()) + " UTC"));
  }

  private static void writeLink(JsonGenerator json, URI page, String words) {
    String address = entities(FindingWords.cut(page.toString(), LONGEST_LINK_CHARS));
    writeSection(json, "<" + address + "|" + words + ">");
  }

  private static void writeHeader(JsonGenerator json, String title) {
    JsonLine.writeObject(
        json,
        block -> {
          block.writeStringProperty("type", "header");
          object(
              block,
              "text",
              text -> {
                text.writeStringProperty("type", "plain_text");
                text.writeStringProperty("text", escaped(title, LONGEST_HEADER_CHARS));
                text.writeBooleanProperty("emoji", false);
              });
        });
  }

  private static void writeFacts(JsonGenerator json, Message message) {
    Finding finding = message.finding();
    writeSection(
        json,
        String.join(
            "\n",
            "*Severity* " + finding.severity().label() + ", " + message.kind().label(),
            "*Workload* " + escaped(FindingWords.name(finding, 200), LONGEST_LINE_CHARS),
            "*Since* " + TimeText.minute(finding.firstObserved()) + " UTC",
            "*Cost* " + escaped(message.cost(), LONGEST_LINE_CHARS),
            "*Technique* "
                + escaped(
                    finding.technique().id() + " " + finding.technique().name(),
                    LONGEST_LINE_CHARS)));
  }

  private static void writeSection(JsonGenerator json, String markdown) {
    JsonLine.writeObject(
        json,
        block -> {
          block.writeStringProperty("type", "section");
          object(
              block,
              "text",
              text -> {
                text.writeStringProperty("type", "mrkdwn");
                text.writeStringProperty("text", markdown);
              });
        });
  }

  private static List<String> reasons(Finding finding) {
    return finding.evidence().stream().map(Evidence::summary).toList();
  }

  private static String lines(List<String> texts) {
    return texts.stream()
        .limit(MOST_LINES)
        .map(text -> "• " + escaped(text, LONGEST_LINE_CHARS))
        .collect(Collectors.joining("\n"));
  }

  /// Cut first, so that no escape is cut in two; a text of nothing but `&` grows fivefold.
  static String escaped(String text, int mostChars) {
    String cut = FindingWords.cut(text, mostChars);
    String escaped = escaped(cut);
    return escaped.length() <= mostChars
        ? escaped
        : escaped(FindingWords.cut(text, mostChars / "&amp;".length()));
  }

  private static String escaped(String text) {
    return ACTS.matcher(entities(text)).replaceAll(SPACE_OF_NO_WIDTH);
  }

  private static String entities(String text) {
    return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
  }
}
