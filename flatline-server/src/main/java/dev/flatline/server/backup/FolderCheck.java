package dev.flatline.server.backup;

import dev.flatline.server.judge.SnapshotException;
import dev.flatline.server.judge.SnapshotFolder;
import dev.flatline.server.store.DatabaseFile;
import dev.flatline.server.store.StoreException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Whether all in a data folder is whole. Changes nothing, and works while a server uses it.
///
/// @param lines what is there, a line each
/// @param problems what is wrong, a line each; empty where all is whole
public record FolderCheck(List<String> lines, List<String> problems) {
  static final String DATABASE = "findings.db";

  /// Checks a folder.
  ///
  /// @throws BackupException where there is nothing of Flatline's
  public static FolderCheck of(Path folder) {
    Path database = folder.resolve(DATABASE);
    Optional<Path> snapshot = new SnapshotFolder(folder).newest();
    if (!Files.exists(database) && snapshot.isEmpty()) {
      throw new BackupException(
          folder + " holds nothing of Flatline's: name the folder that 'serve --data' was given");
    }
    FolderCheck check = new FolderCheck(new ArrayList<>(), new ArrayList<>());
    if (Files.exists(database)) {
      check.database(database);
    } else {
      check.lines.add("no " + DATABASE + ": what is in PostgreSQL is checked with pg_amcheck");
    }
    snapshot.ifPresentOrElse(
        check::snapshot, () -> check.lines.add("no snapshot: nothing was learned yet"));
    return check;
  }

  private void database(Path file) {
    try {
      DatabaseFile.Check check = new DatabaseFile(file).check();
      lines.add(
          "%s: %,d findings, schema %d"
              .formatted(file.getFileName(), check.findings(), check.schema()));
      check.problems().forEach(one -> problems.add(file + ": " + one));
    } catch (StoreException e) {
      problems.add(String.valueOf(e.getMessage()));
    }
  }

  private void snapshot(Path file) {
    try {
      lines.add("%s: %,d workloads".formatted(file.getFileName(), SnapshotFolder.verify(file)));
    } catch (SnapshotException e) {
      problems.add(String.valueOf(e.getMessage()));
    } catch (IOException e) {
      problems.add(file + " cannot be read: " + e.getMessage());
    }
  }
}
