package dev.flatline.formats.message;

import java.io.StringWriter;
import java.util.List;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;
import tools.jackson.core.json.JsonWriteFeature;

/// JSON on one line. Everything beyond ASCII is escaped, as in findings.
final class JsonLine {
  private static final JsonFactory FACTORY =
      JsonFactory.builder().enable(JsonWriteFeature.ESCAPE_NON_ASCII).build();

  private JsonLine() {}

  static String of(Consumer<JsonGenerator> value) {
    StringWriter line = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), line)) {
      value.accept(json);
    }
    return line.toString();
  }

  static String object(Consumer<JsonGenerator> properties) {
    return of(json -> writeObject(json, properties));
  }

  static void object(JsonGenerator json, String name, Consumer<JsonGenerator> properties) {
    json.writeName(name);
    writeObject(json, properties);
  }

  static void writeObject(JsonGenerator json, Consumer<JsonGenerator> properties) {
    json.writeStartObject();
    properties.accept(json);
    json.writeEndObject();
  }

  static void texts(JsonGenerator json, String name, List<String> texts) {
    json.writeName(name).writeStartArray();
    texts.forEach(json::writeString);
    json.writeEndArray();
  }
}
