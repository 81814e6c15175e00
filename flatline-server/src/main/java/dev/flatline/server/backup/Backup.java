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
    // The snapshot first: findings that are newer than it do no harm, older ones would be missing.
    Optional<Path> snapshot = new SnapshotFolder(folder).newest();
    if (snapshot.isPresent()) {
      Files.copy(snapshot.get(), copies.resolve(SNAPSHOT));
    }
    new DatabaseFile(folder.resolve(FolderCheck.DATABASE))
        .copyTo(copies.resolve(FolderCheck.DATABASE));
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
