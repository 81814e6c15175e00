package dev.flatline.cli;

import dev.flatline.formats.yaml.YamlDocument;
import dev.flatline.formats.yaml.YamlException;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/// A file in which people declare something.
final class DeclaredFile {
  private DeclaredFile() {}

  /// Reads it.
  interface Reading<T> {
    YamlDocument.Read<T> of(Path file) throws IOException;
  }

  /// What it says. Warnings go to the writer.
  ///
  /// @param what it is, for messages
  /// @throws CommandFailure with all problems of the file
  static <T> T read(String what, Path file, PrintWriter warnings, Reading<T> reading) {
    try {
      YamlDocument.Read<T> read = reading.of(file);
      read.warnings()
          .forEach(one -> warnings.println("flatline: warning: " + one.in(file.toString())));
      return read.value();
    } catch (YamlException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "cannot read the " + what + " " + file + ": " + IoFailures.reason(e));
    }
  }
}
