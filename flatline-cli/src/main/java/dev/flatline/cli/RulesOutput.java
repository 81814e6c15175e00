package dev.flatline.cli;

import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `--output FILE`, for a command that writes one text. The fields are written by picocli.
final class RulesOutput {
  @Spec(Spec.Target.MIXEE)
  private CommandSpec command = CommandSpec.create();

  @Option(
      names = {"-o", "--output"},
      paramLabel = "FILE",
      description = "Write to this file instead of standard output.")
  private @Nullable Path file;

  /// Writes the text and returns the exit code.
  int write(String text) {
    CommandLine commandLine = command.commandLine();
    @Nullable Path target = file;
    if (target == null) {
      PrintWriter out = commandLine.getOut();
      out.print(text);
      out.flush();
      return 0;
    }
    try {
      Files.writeString(target, text);
      return 0;
    } catch (IOException e) {
      commandLine.getErr().println("flatline: cannot write " + target + ": " + e);
      return 3;
    }
  }
}
