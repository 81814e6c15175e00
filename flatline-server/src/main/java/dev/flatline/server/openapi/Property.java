package dev.flatline.server.openapi;

import tools.jackson.databind.node.ObjectNode;

/// A parameter of an address, or a field of an object in JSON.
///
/// @param name as it is written
/// @param schema what its value looks like
/// @param description what it means, for people
/// @param required whether it is always there
public record Property(String name, Schema schema, String description, boolean required) {

  /// One that is always there.
  public static Property required(String name, Schema schema, String description) {
    return new Property(name, schema, description, true);
  }

  /// One that may be left out.
  public static Property optional(String name, Schema schema, String description) {
    return new Property(name, schema, description, false);
  }

  /// The schema of the value, with what it means.
  ObjectNode described() {
    return schema.json().put("description", description);
  }
}
