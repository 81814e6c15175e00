package dev.flatline.cli;

import dev.flatline.server.backup.Backup;
import dev.flatline.server.backup.BackupException;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Objects;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// Writes what is in a data folder into one archive, also while a server uses it.
@Command(
    name = "backup",
    description = {
      "Writes what is in a data folder into one archive, also while a server uses it.",
      "",
      "Findings that are in PostgreSQL are backed up with pg_dump."
    },
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    sortOptions = false,
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:done",
      "2:the command line is wrong",
      "3:the folder cannot be read or is damaged, or the archive cannot be written; nothing is left of it then"
    },
    footerHeading = "%nExamples:%n",
    footer = {"  flatline store backup --output flatline-backup.zip"})
final class StoreBackupCommand implements Callable<Integer> {
  @Option(
      names = "--data",
      paramLabel = "FOLDER",
      description = "The data folder (default: flatline-data).")
  private Path data = Path.of("flatline-data");

  @Option(
      names = "--output",
      paramLabel = "FILE",
      required = true,
      description = "The archive; a file that is there is not replaced.")
  private @Nullable Path output;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = Objects.requireNonNull(spec).commandLine().getOut();
    Path archive = Objects.requireNonNull(output);
    try {
      new Backup(data, BuildVersion.text()).write(archive, Instant.now()).forEach(out::println);
    } catch (BackupException e) {
      throw new CommandFailure(ExitCode.SOURCE, String.valueOf(e.getMessage()));
    }
    out.println("Written: " + archive.toAbsolutePath());
    out.flush();
    return ExitCode.DONE;
  }
}
