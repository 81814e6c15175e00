package dev.flatline.server.backup;

import dev.flatline.server.judge.SnapshotFolder;
import dev.flatline.server.store.DatabaseFile;
import dev.flatline.server.store.StoreException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/// Writes what is in a data folder into one archive, also while a server uses it: a ZIP with
/// `manifest.json`, `findings.db` and `state.snapshot`.
public final class Backup {
  static final String SNAPSHOT = "state.snapshot";

  /// A running server writes its state every five minutes; a database takes that long only where
  /// the disk is very busy.
  private static final int MOST_COPIES = 3;

  private final Path folder;
  private final String version;

  /// @param folder the data folder
  /// @param version of Flatline
  public Backup(Path folder, String version) {
    this.folder = folder;
    this.version = version;
  }

  /// Writes the archive, whole or not at all, and makes sure that what is in it is whole.
  ///
  /// @param archive does not exist
  /// @return what is in it, a line each
  /// @throws BackupException where the folder cannot be read or is damaged, or the archive cannot
  ///     be written
  public List<String> write(Path archive, Instant now) {
    if (Files.exists(archive)) {
      throw new BackupException(archive + " is there already: name another file");
    }
    if (!Files.exists(folder.resolve(FolderCheck.DATABASE))) {
      throw new BackupException(
          "there is no "
              + FolderCheck.DATABASE
              + " in "
              + folder
              + "; where findings are in PostgreSQL, back them up with pg_dump");
    }
    try (UnfinishedFolder unfinished = UnfinishedFolder.beside(archive)) {
      return write(archive, now, unfinished.path());
    } catch (IOException e) {
      throw new BackupException(archive + " cannot be written: " + reason(e), e);
    } catch (StoreException e) {
      throw new BackupException(String.valueOf(e.getMessage()), e);
    }
  }

  private List<String> write(Path archive, Instant now, Path copies) throws IOException {
    copy(copies);
    FolderCheck check = FolderCheck.of(copies);
    if (!check.problems().isEmpty()) {
      throw new BackupException(
          folder + " is damaged and was not backed up: " + String.join("; ", check.problems()));
    }
    Path unfinished = copies.resolve("archive");
    zip(copies, now, unfinished);
    Files.move(unfinished, archive, StandardCopyOption.ATOMIC_MOVE);
    return check.lines();
  }

  /// The snapshot first: findings that are newer than it do no harm, older ones would be missing.
  /// Where the server wrote another meanwhile, the database no longer remembers what was told after
  /// the one that was copied, and both are copied again.
  private void copy(Path copies) throws IOException {
    for (int copied = 0; copied < MOST_COPIES; copied++) {
      Optional<FileTime> before = copySnapshot(copies);
      Files.deleteIfExists(copies.resolve(FolderCheck.DATABASE));
      new DatabaseFile(folder.resolve(FolderCheck.DATABASE))
          .copyTo(copies.resolve(FolderCheck.DATABASE));
      if (before.equals(written(new SnapshotFolder(folder).newest()))) {
        return;
      }
    }
    throw new BackupException(
        "the state in "
            + folder
            + " was written anew while the database was copied, "
            + MOST_COPIES
            + " times: try again when the disk is less busy");
  }

  /// When the one was written that was copied; empty where there is none.
  private Optional<FileTime> copySnapshot(Path copies) throws IOException {
    Optional<Path> snapshot = new SnapshotFolder(folder).newest();
    Optional<FileTime> before = written(snapshot);
    if (snapshot.isPresent()) {
      Files.copy(snapshot.get(), copies.resolve(SNAPSHOT), StandardCopyOption.REPLACE_EXISTING);
    }
    return before;
  }

  private static Optional<FileTime> written(Optional<Path> file) throws IOException {
    return file.isPresent() ? Optional.of(Files.getLastModifiedTime(file.get())) : Optional.empty();
  }

  private void zip(Path copies, Instant now, Path target) throws IOException {
    Map<String, String> checksums = new TreeMap<>();
    for (String name : List.of(FolderCheck.DATABASE, SNAPSHOT)) {
      if (Files.exists(copies.resolve(name))) {
        checksums.put(name, BackupManifest.checksum(copies.resolve(name)));
      }
    }
    BackupManifest manifest = new BackupManifest(version, now.toString(), checksums);
    try (OutputStream out = Files.newOutputStream(target);
        ZipOutputStream zip = new ZipOutputStream(out, StandardCharsets.UTF_8)) {
      zip.putNextEntry(new ZipEntry(BackupManifest.NAME));
      zip.write(manifest.json().getBytes(StandardCharsets.UTF_8));
      for (String name : checksums.keySet()) {
        zip.putNextEntry(new ZipEntry(name));
        Files.copy(copies.resolve(name), zip);
      }
    }
  }

  static String reason(IOException failure) {
    return failure.getClass().getSimpleName() + ": " + failure.getMessage();
  }
}
