package dev.flatline.cli;

import dev.flatline.server.backup.BackupException;
import dev.flatline.server.backup.Restore;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/// Puts what is in an archive of a backup into an empty data folder.
@Command(
    name = "restore",
    description = {
      "Puts what is in an archive of a backup into an empty data folder.",
      "",
      "The archive is verified first. Nothing that is there is replaced."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line is wrong",
      "3:the archive is damaged or of a later version, or the folder is not empty; it is then as it was"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  flatline store restore flatline-backup.zip --data /var/lib/flatline"})
final class StoreRestoreCommand implements Callable<Integer> {
  @Parameters(paramLabel = "ARCHIVE", description = "What 'store backup' wrote.")
  private @Nullable Path archive;

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
      new Restore(Objects.requireNonNull(archive)).into(data).forEach(out::println);
    } catch (BackupException e) {
      throw new CommandFailure(ExitCode.SOURCE, String.valueOf(e.getMessage()));
    }
    out.println("Restored: " + data.toAbsolutePath());
    out.flush();
    return ExitCode.DONE;
  }
}
