package dev.flatline.formats.prometheus;

import java.util.HashMap;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// The flat shapes of the API: strings, label sets, fields.
final class Labels {
  private Labels() {}

  /// A label set; the parser stands at its brace.
  static Map<String, String> set(JsonParser json) {
    Envelope.expect(json, json.currentToken(), JsonToken.START_OBJECT);
    Map<String, String> labels = new HashMap<>();
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      Envelope.expect(json, json.nextToken(), JsonToken.VALUE_STRING);
      labels.put(name, json.getString());
    }
    return labels;
  }

  static void eachSet(JsonParser json, Consumer<Map<String, String>> visitor) {
    Envelope.expect(json, json.currentToken(), JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      visitor.accept(set(json));
    }
  }

  static void eachString(JsonParser json, Consumer<String> visitor) {
    Envelope.expect(json, json.currentToken(), JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      Envelope.expect(json, json.currentToken(), JsonToken.VALUE_STRING);
      visitor.accept(json.getString());
    }
  }

  static void eachField(JsonParser json, BiConsumer<String, String> visitor) {
    Envelope.expect(json, json.currentToken(), JsonToken.START_OBJECT);
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      if (json.nextToken().isScalarValue()) {
        visitor.accept(name, json.getString());
      } else {
        json.skipChildren();
      }
    }
  }
}
