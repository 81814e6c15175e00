package dev.flatline.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `flatline store`: the data folder of a server.
@Command(
    name = "store",
    description = "Checks, backs up and restores the data folder of a server.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {StoreCheckCommand.class, StoreBackupCommand.class, StoreRestoreCommand.class})
final class StoreCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(), "name what to do: check, backup or restore");
  }
}
