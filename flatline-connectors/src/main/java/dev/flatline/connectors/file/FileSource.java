package dev.flatline.connectors.file;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.TelemetrySource;
import dev.flatline.core.telemetry.Sample;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Telemetry CSV (also packed with gzip), Parquet and metrics text, one file or many, read one
/// after the other in the order of their first rows' times. What a file is, its content tells.
public final class FileSource implements TelemetrySource {
  private static final int NAMED_IN_DESCRIPTION = 3;

  private final List<Path> files;
  private final FileSettings settings;

  private FileSource(List<Path> files, FileSettings settings) {
    this.files = files;
    this.settings = settings;
  }

  /// The files that a user names.
  ///
  /// @param arguments paths, or patterns such as `logs/*.csv.gz`
  /// @throws SourceException where one of them is no file that can be read
  public static FileSource of(List<String> arguments, FileSettings settings) {
    return new FileSource(InputFiles.of(arguments), settings);
  }

  @Override
  public SourceReport read(SampleSink sink, Progress progress) {
    AtomicLong bytesDone = new AtomicLong();
    long bytesInAll = files.stream().mapToLong(file -> file.toFile().length()).sum();
    SourceReport report =
        Handover.run(
            samples -> readAll(samples, bytesDone),
            sink,
            () -> progress.at(bytesDone.get(), bytesInAll));
    progress.at(bytesInAll, bytesInAll);
    return report;
  }

  @Override
  public String description() {
    String named =
        files.stream()
            .limit(NAMED_IN_DESCRIPTION)
            .map(Path::toString)
            .collect(Collectors.joining(", "));
    return files.size() == 1
        ? named
        : files.size() + " files: " + named + (files.size() > NAMED_IN_DESCRIPTION ? ", …" : "");
  }

  private SourceReport readAll(Consumer<Sample> samples, AtomicLong bytesDone) {
    FileTally tally = new FileTally();
    for (Path file : FileOrder.byFirstTime(files, settings)) {
      tally.add(file, new FileReading(file, settings, bytesDone).read(samples));
    }
    SourceReport report = tally.report();
    if (report.delivered() == 0) {
      throw nothingIn(report);
    }
    return report;
  }

  private SourceException nothingIn(SourceReport report) {
    if (report.received() == 0) {
      return new SourceException(Reason.EMPTY, description() + ": a header, but no rows");
    }
    String counts =
        report.dropped().byReason().entrySet().stream()
            .map(counted -> counted.getValue() + " × " + counted.getKey().text())
            .collect(Collectors.joining(", "));
    return new SourceException(
        Reason.MALFORMED,
        "%s: none of %,d rows can be judged. Dropped: %s. %s"
            .formatted(
                description(), report.received(), counts, String.join(". ", report.notes())));
  }
}
