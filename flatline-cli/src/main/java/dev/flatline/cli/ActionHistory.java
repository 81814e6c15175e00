package dev.flatline.cli;

import dev.flatline.formats.text.TimeText;
import java.time.DateTimeException;
import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// What was done with a finding, a line each, the newest first.
final class ActionHistory {
  private ActionHistory() {}

  /// The lines; empty where nothing was done.
  static String of(JsonNode actions, Terminal terminal) {
    StringBuilder text = new StringBuilder();
    for (JsonNode action : actions) {
      String until = action.path("until").asString("");
      String reason = action.path("reason").asString("");
      String line =
          "%s  %s by %s%s%s"
              .formatted(
                  time(action.path("at").asString("")),
                  action.path("action").asString(""),
                  action.path("by").asString(""),
                  until.isEmpty() ? "" : " until " + time(until),
                  reason.isEmpty() ? "" : ": " + reason);
      text.append("    ")
          .append(TerminalText.isolated(TerminalText.of(line, terminal)))
          .append('\n');
    }
    return text.isEmpty() ? "" : "  " + Style.BOLD.on("What was done", terminal) + "\n" + text;
  }

  private static String time(String text) {
    try {
      return TimeText.second(Instant.parse(text)) + " UTC";
    } catch (DateTimeException e) {
      return text;
    }
  }
}
