package dev.flatline.server.openapi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.ToDoubleFunction;
import java.util.function.ToLongFunction;
import tools.jackson.core.JsonGenerator;

/// What an answer looks like as JSON: writes values, and describes what it writes.
///
/// @param <T> what is written
public final class JsonShape<T> {
  private final List<Field<T>> fields;
  private final Schema schema;

  private JsonShape(Builder<T> builder) {
    this.fields = List.copyOf(builder.fields);
    this.schema =
        Schema.ofObject(
            builder.name, builder.description, fields.stream().map(Field::property).toList());
  }

  private interface Writing<T> {
    void write(T value, JsonGenerator json);
  }

  private record Field<T>(Property property, Writing<T> writing) {}

  /// Begins a shape.
  ///
  /// @param name of the schema, unique in the document
  /// @param description what such an object is, for people
  public static <T> Builder<T> of(String name, String description) {
    return new Builder<>(name, description);
  }

  /// What it writes.
  public Schema schema() {
    return schema;
  }

  /// Writes the fields of a value into an object that is open.
  public void write(T value, JsonGenerator json) {
    fields.forEach(field -> field.writing.write(value, json));
  }

  /// Fields, in the order in which they are written.
  ///
  /// @param <T> what is written
  public static final class Builder<T> {
    private final String name;
    private final String description;
    private final List<Field<T>> fields = new ArrayList<>();

    private Builder(String name, String description) {
      this.name = name;
      this.description = description;
    }

    private Builder<T> add(Property property, Writing<T> writing) {
      fields.add(new Field<>(property, writing));
      return this;
    }

    private Builder<T> always(String field, Schema schema, String means, Writing<T> writing) {
      return add(Property.required(field, schema, means), writing);
    }

    private <V> Builder<T> perhaps(
        String field, Schema schema, String means, Function<T, Optional<V>> value) {
      return add(
          Property.optional(field, schema, means),
          (of, json) ->
              value.apply(of).ifPresent(it -> json.writeStringProperty(field, it.toString())));
    }

    /// A text.
    public Builder<T> text(String field, String means, Function<T, String> value) {
      return text(field, Schema.text(), means, value);
    }

    /// A text of which more is known.
    public Builder<T> text(String field, Schema schema, String means, Function<T, String> value) {
      return always(
          field, schema, means, (of, json) -> json.writeStringProperty(field, value.apply(of)));
    }

    /// A text that may be missing.
    public Builder<T> perhapsText(String field, String means, Function<T, Optional<String>> value) {
      return perhaps(field, Schema.text(), means, value);
    }

    /// A text, or `null`.
    public Builder<T> textOrNull(String field, String means, Function<T, Optional<String>> value) {
      return always(
          field,
          Schema.text().orNull(),
          means,
          (of, json) ->
              value
                  .apply(of)
                  .ifPresentOrElse(
                      it -> json.writeStringProperty(field, it),
                      () -> json.writeNullProperty(field)));
    }

    /// A time.
    public Builder<T> time(String field, String means, Function<T, Instant> value) {
      return text(field, Schema.time(), means, of -> value.apply(of).toString());
    }

    /// A time that may be missing.
    public Builder<T> perhapsTime(
        String field, String means, Function<T, Optional<Instant>> value) {
      return perhaps(field, Schema.time(), means, value);
    }

    /// How many.
    public Builder<T> count(String field, String means, ToLongFunction<T> value) {
      return always(
          field,
          Schema.count(),
          means,
          (of, json) -> json.writeNumberProperty(field, value.applyAsLong(of)));
    }

    /// A number.
    public Builder<T> number(String field, String means, ToDoubleFunction<T> value) {
      return always(
          field,
          Schema.number(),
          means,
          (of, json) -> json.writeNumberProperty(field, value.applyAsDouble(of)));
    }

    /// How many of each.
    public Builder<T> counts(String field, String means, Function<T, Map<String, Long>> value) {
      return always(
          field,
          Schema.counts(),
          means,
          (of, json) -> {
            json.writeName(field).writeStartObject();
            value.apply(of).forEach(json::writeNumberProperty);
            json.writeEndObject();
          });
    }

    /// Texts.
    public Builder<T> texts(
        String field, Schema each, String means, Function<T, List<String>> value) {
      return always(
          field,
          Schema.listOf(each),
          means,
          (of, json) -> {
            json.writeName(field).writeStartArray();
            value.apply(of).forEach(json::writeString);
            json.writeEndArray();
          });
    }

    /// Texts that may be missing.
    public Builder<T> perhapsTexts(
        String field, Schema each, String means, Function<T, Optional<List<String>>> value) {
      return add(
          Property.optional(field, Schema.listOf(each), means),
          (of, json) ->
              value
                  .apply(of)
                  .ifPresent(
                      texts -> {
                        json.writeName(field).writeStartArray();
                        texts.forEach(json::writeString);
                        json.writeEndArray();
                      }));
    }

    /// Objects of another shape.
    public <U> Builder<T> objects(
        String field, JsonShape<U> each, String means, Function<T, List<U>> value) {
      return always(
          field,
          Schema.listOf(each.schema()),
          means,
          (of, json) -> {
            json.writeName(field).writeStartArray();
            for (U one : value.apply(of)) {
              json.writeStartObject();
              each.write(one, json);
              json.writeEndObject();
            }
            json.writeEndArray();
          });
    }

    /// The shape.
    public JsonShape<T> build() {
      return new JsonShape<>(this);
    }
  }
}
