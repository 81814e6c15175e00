package dev.flatline.formats.csv;

import de.siegmar.fastcsv.reader.CsvParseException;
import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.Excerpt;
import dev.flatline.formats.SampleIntake;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;

/// Decodes telemetry CSV: a header with `workload`, `timestamp` and any canonical metrics, then a
/// row for each sample. UTF-8, or UTF-16 where a byte order mark says so.
///
/// Records are split by FastCSV; fields are read from its buffer without a string for each, which
/// takes half the time of `CsvRecord` and `Double.parseDouble`.
public final class TelemetryCsvDecoder {
  /// The longest field, in characters.
  static final int MAX_FIELD_CHARACTERS = 64 * 1024;

  private final List<ColumnMapping> mappings;

  /// @param mappings where a foreign file has the canonical columns; empty for telemetry CSV proper
  public TelemetryCsvDecoder(List<ColumnMapping> mappings) {
    this.mappings = List.copyOf(mappings);
  }

  /// Reads to the end; the intake takes, counts and notes.
  ///
  /// @throws DecodeException where the text is not telemetry CSV
  /// @throws IOException what the stream throws; rows before it were delivered
  public void decode(InputStream bytes, SampleIntake intake) throws IOException {
    RecordHandler handler = new RecordHandler(new HeaderFields(mappings, intake));
    try (CsvReader<RecordHandler> records = reader(handler, bytes)) {
      for (RecordHandler each : records) {
        each.endRecord();
      }
    } catch (UncheckedIOException e) {
      throw e.getCause();
    } catch (CsvParseException e) {
      throw refusal(e, handler.line());
    }
    switch (handler.fields()) {
      case RowFields rows -> rows.addNotes();
      case HeaderFields none ->
          throw new DecodeException(DecodeException.Reason.EMPTY, "there is no header");
    }
  }

  private static CsvReader<RecordHandler> reader(RecordHandler handler, InputStream bytes) {
    return CsvReader.builder()
        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
        .allowUnclosedQuote(false)
        .detectBomHeader(true)
        .maxBufferSize(MAX_FIELD_CHARACTERS)
        .build(handler, bytes);
  }

  private static DecodeException refusal(CsvParseException failure, long line) {
    if (failure.getCause() instanceof DecodeException ours) {
      return ours;
    }
    String message = String.valueOf(failure.getMessage());
    String record = "the record that begins in line " + line;
    if (message.contains("buffer size")) {
      return new DecodeException(
          DecodeException.Reason.TOO_LARGE,
          "%s has a field of more than %,d characters, perhaps by a quote that is never closed"
              .formatted(record, MAX_FIELD_CHARACTERS),
          failure);
    }
    return new DecodeException(
        DecodeException.Reason.MALFORMED, record + " has " + cause(message), failure);
  }

  /// FastCSV's cause in our words; its own where they are new.
  private static String cause(String message) {
    if (message.contains("Unclosed quote")) {
      return "a quote that is never closed";
    }
    return message.contains("after closing quote")
        ? "text after a closing quote; a quote within a quoted field is written twice"
        : "what cannot be read: " + Excerpt.of(message);
  }
}
