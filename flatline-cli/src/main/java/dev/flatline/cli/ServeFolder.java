package dev.flatline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// The data folder of a server; that of a demo goes when the server does.
///
/// @param path where it lies
/// @param passing whether it goes
record ServeFolder(Path path, boolean passing) implements AutoCloseable {

  static ServeFolder of(@Nullable Path given, boolean demo) {
    if (given != null || !demo) {
      return new ServeFolder(given == null ? Path.of("flatline-data") : given, false);
    }
    try {
      return new ServeFolder(Files.createTempDirectory("flatline-demo"), true);
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.SOURCE, "no folder for the demo can be made: " + IoFailures.reason(e));
    }
  }

  @Override
  public void close() {
    if (!passing) {
      return;
    }
    try (Stream<Path> files = Files.walk(path)) {
      List<Path> all = files.sorted(Comparator.reverseOrder()).toList();
      for (Path file : all) {
        Files.delete(file);
      }
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.SOURCE, "the folder of the demo stays: " + path + ": " + IoFailures.reason(e));
    }
  }
}
