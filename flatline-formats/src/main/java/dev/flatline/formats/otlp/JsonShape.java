package dev.flatline.formats.otlp;

import java.util.Map;

/// The fields of a message that are read, by the names that they have in JSON.
///
/// @param fields the fields by name; others are passed over
record JsonShape(Map<String, Field> fields) {
  /// How a value is written.
  sealed interface Field {
    /// The field's number in protobuf.
    int number();
  }

  /// One message or a list of them.
  ///
  /// @param counted whether a request may have so many of them and no more
  record Message(int number, JsonShape shape, boolean counted) implements Field {
    Message(int number, JsonShape shape) {
      this(number, shape, false);
    }
  }

  /// A value that is no message.
  record Scalar(int number, Kind kind) implements Field {}

  /// Kinds of scalars.
  enum Kind {
    /// A text.
    TEXT,
    /// Eight bytes, of which JSON has the decimal as text or as a number.
    FIXED_INTEGER,
    /// A number, or one of `NaN`, `Infinity` and `-Infinity` as text.
    DOUBLE,
    /// An integer of variable length, as text or as a number.
    INTEGER,
    /// `true` or `false`.
    BOOLEAN,
    /// Something of which only its being there counts.
    OPAQUE
  }

  private static final JsonShape OPAQUE = new JsonShape(Map.of());

  private static final JsonShape ANY_VALUE =
      new JsonShape(
          Map.of(
              "stringValue", new Scalar(1, Kind.TEXT),
              "boolValue", new Scalar(2, Kind.BOOLEAN),
              "intValue", new Scalar(3, Kind.INTEGER),
              "doubleValue", new Scalar(4, Kind.DOUBLE),
              "arrayValue", new Scalar(5, Kind.OPAQUE),
              "kvlistValue", new Scalar(6, Kind.OPAQUE),
              "bytesValue", new Scalar(7, Kind.OPAQUE)));

  private static final JsonShape ATTRIBUTE =
      new JsonShape(Map.of("key", new Scalar(1, Kind.TEXT), "value", new Message(2, ANY_VALUE)));

  private static final JsonShape POINT =
      new JsonShape(
          Map.of(
              "timeUnixNano", new Scalar(3, Kind.FIXED_INTEGER),
              "asDouble", new Scalar(4, Kind.DOUBLE),
              "exemplars", new Message(5, OPAQUE),
              "asInt", new Scalar(6, Kind.FIXED_INTEGER),
              "attributes", new Message(7, ATTRIBUTE),
              "flags", new Scalar(8, Kind.INTEGER)));

  private static final JsonShape GAUGE =
      new JsonShape(Map.of("dataPoints", new Message(1, POINT, true)));

  private static final JsonShape SUM =
      new JsonShape(
          Map.of(
              "dataPoints", new Message(1, POINT, true),
              "aggregationTemporality", new Scalar(2, Kind.INTEGER)));

  private static final JsonShape COUNTED =
      new JsonShape(Map.of("dataPoints", new Message(1, OPAQUE)));

  private static final JsonShape METRIC =
      new JsonShape(
          Map.of(
              "name", new Scalar(1, Kind.TEXT),
              "gauge", new Message(5, GAUGE),
              "sum", new Message(7, SUM),
              "histogram", new Message(9, COUNTED),
              "exponentialHistogram", new Message(10, COUNTED),
              "summary", new Message(11, COUNTED)));

  private static final JsonShape SCOPE_METRICS =
      new JsonShape(Map.of("metrics", new Message(2, METRIC)));

  private static final JsonShape RESOURCE =
      new JsonShape(Map.of("attributes", new Message(1, ATTRIBUTE)));

  private static final JsonShape RESOURCE_METRICS =
      new JsonShape(
          Map.of(
              "resource", new Message(1, RESOURCE),
              "scopeMetrics", new Message(2, SCOPE_METRICS)));

  /// An `ExportMetricsServiceRequest`.
  static final JsonShape REQUEST =
      new JsonShape(Map.of("resourceMetrics", new Message(1, RESOURCE_METRICS)));
}
