package dev.flatline.formats.message;

import static dev.flatline.formats.message.JsonLine.object;

import dev.flatline.formats.finding.FindingJson;
import java.net.URI;
import java.time.Instant;
import java.util.Optional;
import tools.jackson.core.JsonGenerator;

/// A finding in an envelope, for webhooks of your own. `data` is what
/// `docs/reference/finding.schema.json` describes; the envelope's fields are those that Standard
/// Webhooks recommends. A warning is in the same envelope.
public final class WebhookJson implements WarningEncoder {

  @Override
  public String encode(Message message) {
    return JsonLine.object(
        json -> {
          String type = "finding." + message.kind().label();
          writeEnvelope(json, type, message.id(), message.at(), message.page());
          json.writeName("data").writeRawValue(FindingJson.encode(message.finding()));
        });
  }

  @Override
  public String encode(WarningMessage message) {
    return JsonLine.object(
        json -> {
          String type = "warning." + message.kind().label();
          writeEnvelope(json, type, message.id(), message.at(), message.page());
          object(json, "data", data -> writeWarning(data, message.warning()));
        });
  }

  private static void writeEnvelope(
      JsonGenerator json, String type, String id, Instant at, Optional<URI> page) {
    json.writeStringProperty("type", type);
    json.writeStringProperty("id", id);
    json.writeStringProperty("timestamp", at.toString());
    page.ifPresent(address -> json.writeStringProperty("page", address.toString()));
  }

  /// As `GET /api/v1/warnings` tells it, and whose it is.
  private static void writeWarning(JsonGenerator data, ServerWarning warning) {
    data.writeStringProperty("id", warning.id());
    data.writeStringProperty("severity", warning.severity().label());
    data.writeStringProperty("text", warning.text());
    data.writeStringProperty("since", warning.since().toString());
    if (!warning.server().isEmpty()) {
      data.writeStringProperty("server", warning.server());
    }
  }
}
