package dev.flatline.connectors.file;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicLong;

/// The order in which files are read. A workload whose days lie in several files must be met in
/// order of time, and names do not sort like that: `day10.csv` comes before `day2.csv`.
final class FileOrder {
  private record Dated(Path file, long firstMillis) {}

  private FileOrder() {}

  /// The files by the time of their first rows, those of the same time as given; all as given where
  /// one does not tell its time.
  static List<Path> byFirstTime(List<Path> files, FileSettings settings) {
    if (files.size() < 2) {
      return files;
    }
    List<Dated> dated = new ArrayList<>();
    for (Path file : files) {
      OptionalLong first = new FileReading(file, settings, new AtomicLong()).firstMillis();
      if (first.isEmpty()) {
        return files;
      }
      dated.add(new Dated(file, first.getAsLong()));
    }
    dated.sort(Comparator.comparingLong(Dated::firstMillis));
    return dated.stream().map(Dated::file).toList();
  }
}
