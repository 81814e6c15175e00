package dev.flatline.formats.prometheus;

import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.io.NumberInput;

/// Reads a vector or a matrix. Points make no garbage: numbers are parsed where they stand.
final class SeriesReader implements Envelope.DataReader {
  private static final double MILLIS_PER_SECOND = 1000;

  private final SeriesVisitor visitor;

  SeriesReader(SeriesVisitor visitor) {
    this.visitor = visitor;
  }

  @Override
  public void read(JsonParser json, Envelope envelope) {
    Envelope.expect(json, json.currentToken(), JsonToken.START_OBJECT);
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "resultType" -> checkType(json);
        case "result" -> readResult(json, envelope);
        default -> json.skipChildren();
      }
    }
  }

  private static void checkType(JsonParser json) {
    String type = json.getString();
    if (!type.equals("matrix") && !type.equals("vector")) {
      throw Envelope.unexpected(json, "a result of type " + type);
    }
  }

  private void readResult(JsonParser json, Envelope envelope) {
    Envelope.expect(json, json.currentToken(), JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      readSeries(json, envelope);
    }
  }

  private void readSeries(JsonParser json, Envelope envelope) {
    Envelope.expect(json, json.currentToken(), JsonToken.START_OBJECT);
    boolean labelled = false;
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      json.nextToken();
      switch (name) {
        case "metric" -> {
          visitor.series(Labels.set(json));
          labelled = true;
        }
        case "value" -> readPoint(json, labelled);
        case "values" -> readPoints(json, labelled);
        case "histogram", "histograms" -> {
          envelope.countHistogramSeries();
          json.skipChildren();
        }
        default -> json.skipChildren();
      }
    }
  }

  private void readPoints(JsonParser json, boolean labelled) {
    Envelope.expect(json, json.currentToken(), JsonToken.START_ARRAY);
    while (json.nextToken() != JsonToken.END_ARRAY) {
      readPoint(json, labelled);
    }
  }

  private void readPoint(JsonParser json, boolean labelled) {
    if (!labelled) {
      throw Envelope.unexpected(json, "points before the labels of their series");
    }
    Envelope.expect(json, json.currentToken(), JsonToken.START_ARRAY);
    long atMillis = millis(json, json.nextToken());
    Envelope.expect(json, json.nextToken(), JsonToken.VALUE_STRING);
    visitor.point(atMillis, value(json));
    Envelope.expect(json, json.nextToken(), JsonToken.END_ARRAY);
  }

  private static long millis(JsonParser json, JsonToken token) {
    if (token == JsonToken.VALUE_NUMBER_INT) {
      return json.getLongValue() * 1000;
    }
    Envelope.expect(json, token, JsonToken.VALUE_NUMBER_FLOAT);
    return Math.round(json.getDoubleValue() * MILLIS_PER_SECOND);
  }

  private static double value(JsonParser json) {
    char[] chars = json.getStringCharacters();
    int offset = json.getStringOffset();
    int length = json.getStringLength();
    char last = length == 0 ? 0 : chars[offset + length - 1];
    if (last == 'N' || last == 'f') {
      return notFinite(json);
    }
    try {
      return NumberInput.parseDouble(chars, offset, length, true);
    } catch (NumberFormatException e) {
      throw Envelope.unexpected(json, "a value that is no number");
    }
  }

  private static double notFinite(JsonParser json) {
    return switch (json.getString()) {
      case "NaN" -> Double.NaN;
      case "+Inf", "Inf" -> Double.POSITIVE_INFINITY;
      case "-Inf" -> Double.NEGATIVE_INFINITY;
      default -> throw Envelope.unexpected(json, "a value that is no number");
    };
  }
}
