package dev.flatline.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `flatline sink`: who is told of findings.
@Command(
    name = "sink",
    description = {
      "Lists and tries the sinks of a server's configuration: who is told of findings.",
      "",
      "What each type sends, and how its receiver verifies it: docs/reference/sinks.md."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {SinkListCommand.class, SinkTestCommand.class})
final class SinkCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name what to do: list or test");
  }
}
