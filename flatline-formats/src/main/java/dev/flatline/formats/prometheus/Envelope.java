package dev.flatline.formats.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;

/// What is around the data of every answer: status, error, warnings. Of each list a bounded part is
/// kept.
final class Envelope {
  /// Reads the data; the parser stands at its first token and is left at its last.
  @FunctionalInterface
  interface DataReader {
    void read(JsonParser json, Envelope envelope);
  }

  private static final int MOST_NOTES = 20;
  private static final int LONGEST_NOTE_CHARS = 500;

  private final JsonParser json;
  private final List<String> warnings = new ArrayList<>();
  private final List<String> infos = new ArrayList<>();
  private String status = "";
  private String errorType = "";
  private String error = "";
  private boolean partial;
  private int histogramSeries;

  Envelope(JsonParser json) {
    this.json = json;
  }

  ApiAnswer read(DataReader dataReader) {
    expect(json, json.nextToken(), JsonToken.START_OBJECT);
    for (String name = json.nextName(); name != null; name = json.nextName()) {
      JsonToken value = json.nextToken();
      switch (name) {
        case "data" -> readData(value, dataReader);
        case "status" -> status = json.getString();
        case "errorType" -> errorType = json.getString();
        case "error" -> error = shortened(json.getString());
        case "warnings" -> readNotes(warnings);
        case "infos" -> readNotes(infos);
        case "isPartial" -> partial = value == JsonToken.VALUE_TRUE;
        default -> json.skipChildren();
      }
    }
    expect(json, json.currentToken(), JsonToken.END_OBJECT);
    return new ApiAnswer(errorOrNone(), warnings, infos, partial, histogramSeries);
  }

  void countHistogramSeries() {
    histogramSeries++;
  }

  /// Fails unless the parser stands where the API's shape has it.
  static void expect(JsonParser json, @Nullable JsonToken found, JsonToken expected) {
    if (found == null) {
      throw new ApiFormatException(
          ApiFormatException.Reason.TRUNCATED, "the answer ends before its data");
    }
    if (found != expected) {
      throw unexpected(json, expected + " expected, not " + found);
    }
  }

  static ApiFormatException unexpected(JsonParser json, String what) {
    return new ApiFormatException(
        ApiFormatException.Reason.UNEXPECTED,
        "not an answer of the Prometheus API: " + what + " at byte " + byteOffset(json));
  }

  private static long byteOffset(JsonParser json) {
    return json.currentTokenLocation().getByteOffset();
  }

  private void readData(JsonToken value, DataReader dataReader) {
    if (value == JsonToken.VALUE_NULL) {
      return;
    }
    dataReader.read(json, this);
  }

  private void readNotes(List<String> notes) {
    if (json.currentToken() != JsonToken.START_ARRAY) {
      json.skipChildren();
      return;
    }
    while (json.nextToken() == JsonToken.VALUE_STRING) {
      if (notes.size() < MOST_NOTES) {
        notes.add(shortened(json.getString()));
      }
    }
  }

  private Optional<ApiError> errorOrNone() {
    return status.equals("success")
        ? Optional.empty()
        : Optional.of(
            new ApiError(errorType, error.isEmpty() ? "status \"" + status + "\"" : error));
  }

  private static String shortened(String text) {
    return text.length() <= LONGEST_NOTE_CHARS ? text : text.substring(0, LONGEST_NOTE_CHARS) + "…";
  }
}
