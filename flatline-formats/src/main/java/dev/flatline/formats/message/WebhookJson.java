package dev.flatline.formats.message;

import dev.flatline.formats.finding.FindingJson;

/// A finding in an envelope, for webhooks of your own. `data` is what
/// `docs/reference/finding.schema.json` describes; the envelope's fields are those that Standard
/// Webhooks recommends.
public final class WebhookJson implements MessageEncoder {

  @Override
  public String encode(Message message) {
    return JsonLine.object(
        json -> {
          json.writeStringProperty("type", "finding." + message.kind().label());
          json.writeStringProperty("id", message.id());
          json.writeStringProperty("timestamp", message.at().toString());
          message.page().ifPresent(page -> json.writeStringProperty("page", page.toString()));
          json.writeName("data").writeRawValue(FindingJson.encode(message.finding()));
        });
  }
}
