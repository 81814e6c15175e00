package dev.flatline.cli;

import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/// Writes a completion script.
@Command(
    name = "completion",
    description = "Writes a completion script for bash and zsh.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {"0:done", "2:the command line is wrong"},
    footerHeading = "%nExample:%n",
    footer = "  source <(flatline completion)")
final class CompletionCommand implements Runnable {
  @Spec private @Nullable CommandSpec spec;

  @Override
  public void run() {
    CommandLine root = Objects.requireNonNull(spec).root().commandLine();
    spec.commandLine().getOut().print(AutoComplete.bash("flatline", root));
    spec.commandLine().getOut().flush();
  }
}
