package dev.flatline.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `flatline findings`: what a running server has found, and what people do with it.
@Command(
    name = "findings",
    description = "Shows what a running server has found, and says what you do with it.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {
      FindingsListCommand.class,
      FindingsShowCommand.class,
      FindingsAckCommand.class,
      FindingsSuppressCommand.class,
      FindingsCloseCommand.class
    })
final class FindingsCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name what to do: list, show, ack, suppress or close");
  }
}
