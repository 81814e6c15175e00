package dev.flatline.server.api;

import dev.flatline.server.openapi.Property;
import java.io.IOException;
import java.io.InputStream;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// The object in a request's body. Each accessor answers what was given, or says what is allowed;
/// `null` is not given.
///
/// @param given as it came
record JsonBody(JsonNode given) {

  /// Reads a body to its end.
  ///
  /// @throws IllegalArgumentException where it is no object, or names what is none of these
  /// @throws IOException where the stream does
  static JsonBody read(InputStream body, List<Property> known) throws IOException {
    JsonNode given;
    try {
      given = JsonMapper.shared().readTree(body);
    } catch (JacksonException e) {
      throw new IllegalArgumentException("the body is not JSON: " + e.getOriginalMessage(), e);
    }
    Set<String> names =
        known.stream().map(Property::name).collect(Collectors.toCollection(TreeSet::new));
    String allowed = String.join(", ", names);
    if (!given.isObject()) {
      throw new IllegalArgumentException("the body is not an object with " + allowed);
    }
    for (String name : given.propertyNames()) {
      if (!names.contains(name)) {
        throw new IllegalArgumentException(name + ": unknown; allowed are " + allowed);
      }
    }
    return new JsonBody(given);
  }

  /// Whether it was given.
  boolean has(String name) {
    JsonNode field = given.path(name);
    return !field.isMissingNode() && !field.isNull();
  }

  Optional<String> text(String name) {
    if (!has(name)) {
      return Optional.empty();
    }
    JsonNode field = given.path(name);
    if (!field.isString()) {
      throw new IllegalArgumentException(name + ": expected a text");
    }
    return Optional.of(field.stringValue());
  }

  /// Texts in an array.
  ///
  /// @param most that there may be; one is the least
  List<String> texts(String name, int most) {
    JsonNode array = given.path(name);
    if (!array.isArray() || array.isEmpty() || array.size() > most) {
      throw new IllegalArgumentException(name + ": expected 1 to " + most + " texts in an array");
    }
    List<String> texts = new ArrayList<>();
    for (JsonNode one : array) {
      if (!one.isString()) {
        throw new IllegalArgumentException(name + ": each is a text");
      }
      texts.add(one.stringValue());
    }
    return texts;
  }

  Optional<Instant> time(String name) {
    return text(name).map(text -> Parameters.time(name, text));
  }
}
