package dev.flatline.server.http;

import com.linecorp.armeria.common.HttpData;
import dev.flatline.server.openapi.JsonShape;
import java.io.StringWriter;
import java.util.function.Consumer;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Objects of JSON, a line each.
public final class JsonText {
  private static final JsonFactory FACTORY = new JsonFactory();

  private JsonText() {}

  /// A value in its shape.
  public static <T> HttpData of(JsonShape<T> shape, T value) {
    return of(json -> shape.write(value, json));
  }

  /// The object whose properties this writes.
  public static HttpData of(Consumer<JsonGenerator> properties) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      properties.accept(json);
      json.writeEndObject();
    }
    return HttpData.ofUtf8(text + "\n");
  }
}
