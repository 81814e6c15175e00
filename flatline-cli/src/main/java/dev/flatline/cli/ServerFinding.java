package dev.flatline.cli;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.finding.FindingDecodeException;
import dev.flatline.formats.finding.FindingJsonDecoder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import tools.jackson.databind.JsonNode;

/// A finding as a server answers it.
///
/// @param finding what was found
/// @param json the whole answer
record ServerFinding(Finding finding, JsonNode json) {

  static ServerFinding of(JsonNode json) {
    byte[] document = json.toString().getBytes(StandardCharsets.UTF_8);
    try {
      return new ServerFinding(
          FindingJsonDecoder.decode(new ByteArrayInputStream(document)).getFirst(), json);
    } catch (FindingDecodeException e) {
      throw new CommandFailure(
          ExitCode.SOURCE, "the server's answer is no finding: " + e.getMessage());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// What people make of it, in a sentence; empty while nobody has done anything.
  String handling() {
    JsonNode handling = json.path("handling");
    String state = handling.path("state").asString("new");
    if (!handling.has("by")) {
      return "";
    }
    String until = handling.has("until") ? " until " + handling.path("until").asString("") : "";
    String reason = handling.path("reason").asString("");
    return "%s by %s%s%s"
        .formatted(
            state, handling.path("by").asString(""), until, reason.isEmpty() ? "" : ": " + reason);
  }
}
