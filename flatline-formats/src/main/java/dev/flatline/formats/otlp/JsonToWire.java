package dev.flatline.formats.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.formats.DecimalText;
import dev.flatline.formats.Excerpt;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesDecodeException.Reason;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/// Rewrites OTLP's JSON as protobuf while reading it, so that both are decoded by one reader and no
/// tree is built. Fields of no interest are left out.
final class JsonToWire {
  private static final int DEEPEST_NESTING = 64;
  private static final int CUMULATIVE = 2;

  private static final JsonFactory FACTORY =
      JsonFactory.builder()
          .streamReadConstraints(
              StreamReadConstraints.builder().maxNestingDepth(DEEPEST_NESTING).build())
          .build();

  private final JsonParser json;
  private final WireBuffer out;
  private final int mostPoints;
  private int points;

  private JsonToWire(JsonParser json, WireBuffer out, int mostPoints) {
    this.json = json;
    this.out = out;
    this.mostPoints = mostPoints;
  }

  /// @param mostPoints a request of more is refused before it is made a message
  static void write(byte[] text, WireBuffer out, int mostPoints) {
    try (JsonParser json = FACTORY.createParser(ObjectReadContext.empty(), text)) {
      JsonToWire writer = new JsonToWire(json, out, mostPoints);
      writer.fields(json.nextToken(), JsonShape.REQUEST);
      if (json.nextToken() != null) {
        throw writer.unexpected("something behind the request", null);
      }
    } catch (JacksonException e) {
      throw new SeriesDecodeException(
          Reason.MALFORMED, "the body is not JSON: " + e.getOriginalMessage(), e);
    }
  }

  private void fields(@Nullable JsonToken first, JsonShape shape) {
    if (first != JsonToken.START_OBJECT) {
      throw unexpected("an object is expected, not " + first, null);
    }
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      JsonShape.Field field = shape.fields().get(name);
      if (field == null || value == JsonToken.VALUE_NULL) {
        json.skipChildren();
        continue;
      }
      switch (field) {
        case JsonShape.Message message -> messages(message, value);
        case JsonShape.Scalar scalar -> scalar(scalar);
      }
    }
  }

  private void messages(JsonShape.Message field, @Nullable JsonToken first) {
    if (first != JsonToken.START_ARRAY) {
      message(field, first);
      return;
    }
    for (JsonToken next = json.nextToken(); next != JsonToken.END_ARRAY; next = json.nextToken()) {
      message(field, next);
    }
  }

  private void message(JsonShape.Message field, @Nullable JsonToken first) {
    if (field.counted() && points++ == mostPoints) {
      throw new SeriesDecodeException(
          Reason.TOO_MANY_SERIES, "the request has more than " + mostPoints + " data points");
    }
    int begun = out.begin(field.number());
    fields(first, field.shape());
    out.end(begun);
  }

  private void scalar(JsonShape.Scalar field) {
    switch (field.kind()) {
      case TEXT -> text(field.number());
      case FIXED_INTEGER -> out.fixed(field.number(), integer());
      case DOUBLE -> out.fixed(field.number(), Double.doubleToRawLongBits(number()));
      case INTEGER -> out.integer(field.number(), integer());
      case BOOLEAN -> out.integer(field.number(), truth() ? 1 : 0);
      case OPAQUE -> {
        json.skipChildren();
        out.bytes(field.number(), new byte[0]);
      }
    }
  }

  /// Nearly all are ASCII, and need no object on the way.
  private void text(int number) {
    if (json.currentToken() != JsonToken.VALUE_STRING) {
      throw unexpected("a text is expected, not " + json.currentToken(), null);
    }
    char[] characters = json.getStringCharacters();
    int from = json.getStringOffset();
    if (!out.ascii(number, characters, from, json.getStringLength())) {
      out.bytes(number, json.getString().getBytes(UTF_8));
    }
  }

  /// Signed or unsigned: protobuf's bits are the same. Of enums some senders write the name, of
  /// which the one that matters is known.
  private long integer() {
    JsonToken token = json.currentToken();
    if (token != JsonToken.VALUE_STRING && token != JsonToken.VALUE_NUMBER_INT) {
      throw unexpected("an integer is expected, not " + token, null);
    }
    String digits = json.getString();
    if (digits.startsWith("AGGREGATION_TEMPORALITY_")) {
      return digits.endsWith("_CUMULATIVE") ? CUMULATIVE : 0;
    }
    try {
      return digits.startsWith("-") ? Long.parseLong(digits) : Long.parseUnsignedLong(digits);
    } catch (NumberFormatException e) {
      throw unexpected(Excerpt.of(digits) + " is no integer of 64 bits", e);
    }
  }

  private double number() {
    return switch (json.currentToken()) {
      case VALUE_NUMBER_INT, VALUE_NUMBER_FLOAT -> json.getDoubleValue();
      case VALUE_STRING -> {
        String text = json.getString();
        yield DecimalText.parse(text)
            .orElseThrow(() -> unexpected(Excerpt.of(text) + " is no number", null));
      }
      default -> throw unexpected("a number is expected, not " + json.currentToken(), null);
    };
  }

  private boolean truth() {
    return switch (json.currentToken()) {
      case VALUE_TRUE -> true;
      case VALUE_FALSE -> false;
      default -> throw unexpected("true or false is expected, not " + json.currentToken(), null);
    };
  }

  private SeriesDecodeException unexpected(String what, @Nullable Throwable cause) {
    long at = json.currentTokenLocation().getByteOffset();
    return new SeriesDecodeException(
        Reason.MALFORMED, "not an OTLP request: " + what + " at byte " + at, cause);
  }
}
