package dev.flatline.server.openapi;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URL;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// What JSON has to look like, as JSON Schema 2020-12.
///
/// @param json the schema
/// @param named the schemas that it refers to, by name
public record Schema(ObjectNode json, Map<String, ObjectNode> named) {
  /// Where a document keeps schemas that have names.
  public static final String NAMED = "#/components/schemas/";

  /// Copies both.
  public Schema {
    json = json.deepCopy();
    named = Map.copyOf(named);
  }

  private static Schema of(ObjectNode json) {
    return new Schema(json, Map.of());
  }

  static ObjectNode object() {
    return JsonMapper.shared().createObjectNode();
  }

  /// Any object.
  public static Schema anything() {
    return of(object().put("type", "object"));
  }

  /// Bytes that are not JSON: OpenAPI 3.1 says nothing of what they look like.
  public static Schema bytes() {
    return of(object());
  }

  /// One that is published as a file of its own, with definitions that become schemas with names.
  ///
  /// @param file JSON Schema 2020-12 in this program's own jar
  public static Schema published(String name, URL file) {
    ObjectNode whole = (ObjectNode) JsonMapper.shared().readTree(prefixed(name, file));
    ObjectNode definitions = whole.withObject("$defs");
    Map<String, ObjectNode> uses = new LinkedHashMap<>();
    definitions
        .propertyNames()
        .forEach(one -> uses.put(name + "." + one, (ObjectNode) definitions.get(one)));
    whole.remove(List.of("$schema", "$id", "$defs"));
    return new Schema(whole, uses).as(name);
  }

  private static String prefixed(String name, URL file) {
    try (InputStream json = file.openStream()) {
      return new String(json.readAllBytes(), StandardCharsets.UTF_8)
          .replace("#/$defs/", NAMED + name + ".");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Any text.
  public static Schema text() {
    return of(object().put("type", "string"));
  }

  /// One of these texts.
  public static Schema oneOf(List<String> texts) {
    ObjectNode json = object().put("type", "string");
    texts.forEach(json.putArray("enum")::add);
    return of(json);
  }

  /// One of these constants, in lower case.
  public static Schema oneOf(Enum<?>... constants) {
    return oneOf(Stream.of(constants).map(one -> one.name().toLowerCase(Locale.ROOT)).toList());
  }

  /// A time such as `2026-12-01T00:00:00Z`.
  public static Schema time() {
    return of(object().put("type", "string").put("format", "date-time"));
  }

  /// How many.
  public static Schema count() {
    return of(object().put("type", "integer").put("format", "int64").put("minimum", 0));
  }

  /// How many, of which a request may ask for one to so many.
  public static Schema count(long most) {
    Schema count = count();
    count.json.put("minimum", 1).put("maximum", most);
    return count;
  }

  /// A number, also a fraction or below 0.
  public static Schema number() {
    return of(object().put("type", "number"));
  }

  /// How many there are of each.
  public static Schema counts() {
    ObjectNode json = object().put("type", "object");
    json.set("additionalProperties", count().json());
    return of(json);
  }

  /// 1 to so many of them.
  public static Schema listOf(Schema each, int most) {
    Schema list = listOf(each);
    list.json.put("minItems", 1).put("maxItems", most);
    return list;
  }

  /// Any number of them.
  public static Schema listOf(Schema each) {
    ObjectNode json = object().put("type", "array");
    json.set("items", each.json());
    return new Schema(json, each.named());
  }

  /// The same, or `null`.
  public Schema orNull() {
    ObjectNode same = object();
    ArrayNode either = same.putArray("anyOf");
    either.add(json());
    either.add(object().put("type", "null"));
    return new Schema(same, named);
  }

  /// An object with these properties.
  public static Schema ofObject(String name, String description, List<Property> properties) {
    ObjectNode json = object().put("type", "object").put("description", description);
    ArrayNode required = JsonMapper.shared().createArrayNode();
    ObjectNode fields = json.putObject("properties");
    Map<String, ObjectNode> uses = new LinkedHashMap<>();
    for (Property property : properties) {
      fields.set(property.name(), property.described());
      uses.putAll(property.schema().named());
      if (property.required()) {
        required.add(property.name());
      }
    }
    if (!required.isEmpty()) {
      json.set("required", required);
    }
    return new Schema(json, uses).as(name);
  }

  /// The same under a name, by which others refer to it.
  public Schema as(String name) {
    Map<String, ObjectNode> all = new LinkedHashMap<>(named);
    all.put(name, json());
    return new Schema(object().put("$ref", NAMED + name), all);
  }

  /// The schema; a copy.
  @Override
  public ObjectNode json() {
    return json.deepCopy();
  }
}
