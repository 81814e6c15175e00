package dev.flatline.formats.finding;

import dev.flatline.formats.finding.FindingDecodeException.Reason;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import tools.jackson.databind.JsonNode;

/// The fields of one JSON object. Each accessor answers a value of its type or throws a
/// [FindingDecodeException] that names the path.
final class JsonFields {
  private final String path;
  private final JsonNode node;

  JsonFields(String path, JsonNode node) {
    this.path = path;
    this.node = node;
    if (!node.isObject()) {
      throw bad(path, "is not an object");
    }
  }

  /// Whether it is there: what came with a later version is not in what an earlier one wrote.
  boolean has(String name) {
    return node.has(name);
  }

  String text(String name) {
    return text(pathOf(name), required(name));
  }

  /// NaN for null.
  double number(String name) {
    JsonNode field = required(name);
    if (field.isNull()) {
      return Double.NaN;
    }
    if (!field.isNumber()) {
      throw bad(pathOf(name), "is not a number");
    }
    return field.asDouble();
  }

  Instant time(String name) {
    String text = text(name);
    try {
      return Instant.parse(text);
    } catch (DateTimeException e) {
      throw new FindingDecodeException(
          Reason.BAD_VALUE, pathOf(name) + " '" + text + "' is not an ISO-8601 time in UTC", e);
    }
  }

  <E extends Enum<E>> E constant(String name, Class<E> type) {
    String text = text(name);
    for (E constant : type.getEnumConstants()) {
      if (FindingJson.label(constant).equals(text)) {
        return constant;
      }
    }
    String allowed =
        Arrays.stream(type.getEnumConstants())
            .map(FindingJson::label)
            .collect(Collectors.joining(", "));
    throw bad(pathOf(name), "'" + text + "' is not one of " + allowed);
  }

  JsonFields object(String name) {
    return new JsonFields(pathOf(name), required(name));
  }

  <T> List<T> list(String name, Function<JsonFields, T> decoder) {
    List<T> decoded = new ArrayList<>();
    for (JsonNode element : array(name)) {
      JsonFields fields = new JsonFields(pathOf(name) + "[" + decoded.size() + "]", element);
      decoded.add(fields.build(() -> decoder.apply(fields)));
    }
    return decoded;
  }

  List<String> textList(String name) {
    List<String> texts = new ArrayList<>();
    for (JsonNode element : array(name)) {
      texts.add(text(pathOf(name) + "[" + texts.size() + "]", element));
    }
    return texts;
  }

  /// The texts by name of an object that holds nothing else.
  Map<String, String> texts(String name) {
    JsonFields object = object(name);
    Map<String, String> texts = new HashMap<>();
    object.node.propertyNames().forEach(key -> texts.put(key, object.text(key)));
    return texts;
  }

  /// Runs a constructor and gives its refusal this object's path.
  <T> T build(Supplier<T> constructor) {
    try {
      return constructor.get();
    } catch (IllegalArgumentException e) {
      throw new FindingDecodeException(Reason.BAD_VALUE, path + ": " + e.getMessage(), e);
    }
  }

  private JsonNode array(String name) {
    JsonNode field = required(name);
    if (!field.isArray()) {
      throw bad(pathOf(name), "is not an array");
    }
    return field;
  }

  private JsonNode required(String name) {
    JsonNode field = node.get(name);
    if (field == null) {
      throw new FindingDecodeException(Reason.MISSING_FIELD, pathOf(name) + " is missing");
    }
    return field;
  }

  private String pathOf(String name) {
    return path + ": " + name;
  }

  private static String text(String path, JsonNode field) {
    if (!field.isString()) {
      throw bad(path, "is not a text");
    }
    return field.stringValue();
  }

  private static FindingDecodeException bad(String path, String what) {
    return new FindingDecodeException(Reason.BAD_VALUE, path + " " + what);
  }
}
