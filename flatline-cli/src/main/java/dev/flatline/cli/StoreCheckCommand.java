package dev.flatline.cli;

import dev.flatline.server.backup.BackupException;
import dev.flatline.server.backup.FolderCheck;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Checks that all in a data folder is whole, also while a server uses it.
@Command(
    name = "check",
    description = {
      "Checks that all in a data folder is whole, also while a server uses it.",
      "",
      "Changes nothing."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:all is whole",
      "2:the command line is wrong",
      "3:something is damaged, or cannot be read"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  flatline store check", "  flatline store check --data /var/lib/flatline"})
final class StoreCheckCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The data folder (default: flatline-data).")
  private Path data = Path.of("flatline-data");

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    try {
      FolderCheck check = FolderCheck.of(data);
      check.lines().forEach(out::println);
      out.flush();
      if (!check.problems().isEmpty()) {
        throw new CommandFailure(ExitCode.SOURCE, String.join("\n", check.problems()));
      }
    } catch (BackupException e) {
      throw new CommandFailure(ExitCode.SOURCE, String.valueOf(e.getMessage()));
    }
    return ExitCode.DONE;
  }
}
