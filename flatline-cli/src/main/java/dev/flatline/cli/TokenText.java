package dev.flatline.cli;

import dev.flatline.formats.text.VisibleText;
import picocli.CommandLine;
import tools.jackson.databind.JsonNode;

/// A token that was just made, as a command prints it.
final class TokenText {
  private TokenText() {}

  static void print(JsonNode made, CommandLine command) {
    command.getOut().println(made.path("token").asString());
    command.getOut().flush();
    command
        .getErr()
        .println(
            "made "
                + VisibleText.of(made.path("name").asString())
                + " with the id "
                + made.path("id").asString()
                + "; it is shown this once");
    command.getErr().flush();
  }
}
