package dev.flatline.cli;

import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--output FILE`, for a command that writes one text. The field is written by picocli.
final class RulesOutput {
  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file instead of standard output.")
  private @Nullable Path file;

  /// Writes the text to the file, or to standard output where none is given.
  ///
  /// @throws CommandFailure saying which file and why
  void write(String text, PrintWriter standardOutput) {
    if (file == null) {
      standardOutput.print(text);
      standardOutput.flush();
    } else {
      OutputFile.write(file, out -> out.write(text.getBytes(StandardCharsets.UTF_8)));
    }
  }
}
