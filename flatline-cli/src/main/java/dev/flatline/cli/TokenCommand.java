package dev.flatline.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// `flatline token`: who may do what with a running server.
@Command(
    name = "token",
    description = {
      "Makes, lists, replaces and revokes the tokens of a running server.",
      "",
      "All of it needs a token with the scope admin; a server that asks everybody who they are writes"
          + " the first one into its data folder (docs/reference/access.md)."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    subcommands = {
      TokenCreateCommand.class,
      TokenListCommand.class,
      TokenReplaceCommand.class,
      TokenRevokeCommand.class
    })
final class TokenCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(
        Objects.requireNonNull(spec).commandLine(),
        "name what to do: create, list, replace or revoke");
  }
}
