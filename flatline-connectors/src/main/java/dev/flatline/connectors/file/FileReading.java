package dev.flatline.connectors.file;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.DecodeReport;
import dev.flatline.formats.SampleIntake;
import dev.flatline.formats.csv.TelemetryCsvDecoder;
import dev.flatline.formats.openmetrics.OpenMetricsDecoder;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.zip.ZipException;

/// Reads one file from its begin to its end.
final class FileReading {
  /// Tells the format, and holds the first rows even below a long header.
  private static final int HEAD_BYTES = 8 * 1024;

  /// Telemetry from before is a unit taken for another.
  private static final Instant PLAUSIBLE_FROM = Instant.parse("2000-01-01T00:00:00Z");

  private final Path file;
  private final FileSettings settings;
  private final AtomicLong bytesDone;

  /// @param bytesDone counts the bytes of the file, packed as they lie there
  FileReading(Path file, FileSettings settings, AtomicLong bytesDone) {
    this.file = file;
    this.settings = settings;
    this.bytesDone = bytesDone;
  }

  /// Reads everything into the sink.
  ///
  /// @throws SourceException where the file cannot be read to its end
  DecodeReport read(Consumer<Sample> sink) {
    SampleIntake lines = intake(sink, "line");
    try {
      byte[] packedHead = head(new AtomicLong(), false);
      boolean gzip = FileFormat.isGzip(packedHead);
      byte[] head = gzip ? head(new AtomicLong(), true) : packedHead;
      return switch (format(head)) {
        case CSV -> text(new TelemetryCsvDecoder(settings.mappings())::decode, gzip, lines);
        case METRICS_TEXT ->
            text(new OpenMetricsDecoder(settings.workloadLabels())::decode, gzip, lines);
        case PARQUET -> parquet(gzip, sink);
      };
    } catch (DecodeException e) {
      throw new SourceException(reason(e.reason()), file + ": " + e.getMessage(), e);
    } catch (IOException e) {
      throw failure(e, lines.received());
    }
  }

  /// The earliest time of the file's first rows; empty where they do not tell it. A file without
  /// rows may stand anywhere: it comes first.
  OptionalLong firstMillis() {
    AtomicLong earliest = new AtomicLong(Long.MAX_VALUE);
    SampleIntake rows =
        new SampleIntake(sample -> earliest.accumulateAndGet(sample.atMillis(), Math::min), "line");
    boolean whole;
    try {
      whole = readFirstRows(rows);
    } catch (DecodeException | SourceException | IOException e) {
      // Reading the file itself will say so; the rows before may tell the time all the same.
      whole = false;
    }
    if (earliest.get() < Long.MAX_VALUE) {
      return OptionalLong.of(earliest.get());
    }
    return whole && rows.received() == 0 ? OptionalLong.of(Long.MIN_VALUE) : OptionalLong.empty();
  }

  /// Reads the rows in the file's head; answers whether that is all of it.
  private boolean readFirstRows(SampleIntake rows) throws IOException {
    byte[] packedHead = head(new AtomicLong(), false);
    boolean gzip = FileFormat.isGzip(packedHead);
    byte[] head = gzip ? head(new AtomicLong(), true) : packedHead;
    InputStream lines = new ByteArrayInputStream(head, 0, endOfLines(head));
    switch (format(head)) {
      case CSV -> new TelemetryCsvDecoder(settings.mappings()).decode(lines, rows);
      case METRICS_TEXT -> new OpenMetricsDecoder(settings.workloadLabels()).decode(lines, rows);
      case PARQUET -> {
        return new ParquetReading(file, settings.mappings()).readFirst(rows);
      }
    }
    return head.length < HEAD_BYTES;
  }

  /// Where the last whole line of a head ends; a shorter file ends where it ends.
  private static int endOfLines(byte[] head) {
    int end = head.length;
    while (head.length == HEAD_BYTES && end > 0 && head[end - 1] != '\n') {
      end--;
    }
    return end;
  }

  /// A decoder of text.
  @FunctionalInterface
  private interface Decoder {
    void decode(InputStream bytes, SampleIntake lines) throws IOException;
  }

  private DecodeReport text(Decoder decoder, boolean gzip, SampleIntake lines) throws IOException {
    try (InputStream bytes = open(bytesDone, gzip)) {
      decoder.decode(bytes, lines);
      if (bytes instanceof GzipBytes packed && packed.hasForeignTail()) {
        lines.note("bytes after the end of the gzip data, which are no gzip, were not read");
      }
    }
    return lines.report();
  }

  private static SampleIntake intake(Consumer<Sample> sink, String rowWord) {
    SampleIntake intake = new SampleIntake(sink, rowWord);
    intake.expectTimes(PLAUSIBLE_FROM, Instant.now());
    return intake;
  }

  private DecodeReport parquet(boolean gzip, Consumer<Sample> sink) throws IOException {
    if (gzip) {
      throw new SourceException(
          Reason.MALFORMED, file + " is Parquet inside gzip: unpack it first (gunzip)");
    }
    long size = Files.size(file);
    SampleIntake rows = intake(sink, "row");
    long before = bytesDone.get();
    new ParquetReading(file, settings.mappings())
        .read(rows, share -> bytesDone.set(before + (long) (share * size)));
    return rows.report();
  }

  private FileFormat format(byte[] head) {
    if (head.length == 0) {
      throw new SourceException(Reason.EMPTY, file + " is empty");
    }
    FileFormat.foreignPacking(head)
        .ifPresent(
            packing -> {
              throw new SourceException(
                  Reason.MALFORMED,
                  file + " is " + packing + ": unpack it first; gzip is read as it is");
            });
    if (FileFormat.isGzip(head)) {
      throw new SourceException(
          Reason.MALFORMED, file + " is gzip inside gzip: unpack it once (gunzip)");
    }
    FileFormat format = FileFormat.of(name(), head);
    if (format != FileFormat.PARQUET) {
      FileFormat.foreignText(head)
          .ifPresent(
              what -> {
                throw new SourceException(Reason.MALFORMED, file + " is " + what);
              });
    }
    return format;
  }

  private byte[] head(AtomicLong count, boolean gzip) throws IOException {
    try (InputStream bytes = open(count, gzip)) {
      return bytes.readNBytes(HEAD_BYTES);
    }
  }

  private InputStream open(AtomicLong count, boolean gzip) throws IOException {
    InputStream packed = new CountingStream(Files.newInputStream(file), count);
    if (!gzip) {
      return packed;
    }
    try {
      return new GzipBytes(packed);
    } catch (IOException e) {
      packed.close();
      throw e;
    }
  }

  private SourceException failure(IOException failure, long rows) {
    String before = String.format(Locale.ROOT, " %,d rows were read before.", rows);
    return switch (failure) {
      case EOFException e ->
          new SourceException(
              Reason.TRUNCATED,
              file + " ends in the middle of its gzip data: copy it again." + before,
              e);
      case ZipException e ->
          new SourceException(
              Reason.MALFORMED,
              file + " has damaged gzip data (" + e.getMessage() + "): copy it again." + before,
              e);
      case NoSuchFileException e ->
          new SourceException(Reason.NOT_FOUND, "there is no file " + file, e);
      case AccessDeniedException e ->
          new SourceException(Reason.NOT_FOUND, file + " may not be read by this user", e);
      default ->
          new SourceException(
              Reason.MALFORMED,
              file + " cannot be read: " + failure.getMessage() + "." + before,
              failure);
    };
  }

  private String name() {
    return String.valueOf(file.getFileName());
  }

  private static Reason reason(DecodeException.Reason reason) {
    return switch (reason) {
      case EMPTY -> Reason.EMPTY;
      case HEADER, MALFORMED, TOO_LARGE -> Reason.MALFORMED;
    };
  }
}
