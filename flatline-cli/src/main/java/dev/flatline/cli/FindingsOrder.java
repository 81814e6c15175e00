package dev.flatline.cli;

import dev.flatline.core.finding.Action;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import picocli.CommandLine;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// What a person wants done with findings.
///
/// @param ids of the findings
/// @param kind what to do
/// @param reason why; may be empty
/// @param until when it ends
record FindingsOrder(List<String> ids, Action.Kind kind, String reason, Optional<Instant> until) {

  /// Has a server do it with all of them, and says so.
  int give(ServerApi api, CommandLine command) {
    int done = api.post("/api/v1/findings/actions", json()).path("done").asInt();
    command.getOut().println(done + (done == 1 ? " finding: " : " findings: ") + kind.label());
    command.getOut().flush();
    return ExitCode.DONE;
  }

  private String json() {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = new JsonFactory().createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeStringProperty("action", kind.label());
      json.writeStringProperty("reason", reason);
      until.ifPresent(time -> json.writeStringProperty("until", time.toString()));
      json.writeName("ids").writeStartArray();
      ids.forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return text.toString();
  }
}
