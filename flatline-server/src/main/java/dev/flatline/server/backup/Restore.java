package dev.flatline.server.backup;

import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.StoreException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipException;
import java.util.zip.ZipFile;
import org.jspecify.annotations.Nullable;

/// Puts what is in an archive of [Backup] into an empty data folder.
public final class Restore {
  /// No manifest is longer: 64 KiB.
  private static final int LONGEST_MANIFEST = 1 << 16;

  /// The database first: one without a snapshot begins to learn anew, a snapshot without its
  /// findings would never tell of them again.
  private static final List<String> IN_ORDER = List.of(FolderCheck.DATABASE, Backup.SNAPSHOT);

  private final Path archive;

  /// @param archive that a backup wrote
  public Restore(Path archive) {
    this.archive = archive;
  }

  /// Verifies the archive and then puts its files into the folder.
  ///
  /// @param folder is empty, or is made
  /// @return what is in it, a line each
  /// @throws BackupException where the archive is damaged or of a later version, or the folder is
  ///     not empty; the folder is then as empty as it was
  public List<String> into(Path folder) {
    if (!Files.isRegularFile(archive)) {
      throw new BackupException("there is no archive " + archive);
    }
    try (DataFolder taken = DataFolder.take(folder)) {
      requireEmpty(taken.path());
      try (UnfinishedFolder unfinished = UnfinishedFolder.in(taken.path())) {
        List<String> lines = extract(unfinished.path());
        for (String name : IN_ORDER) {
          if (Files.exists(unfinished.path().resolve(name))) {
            Files.move(
                unfinished.path().resolve(name),
                taken.path().resolve(name),
                StandardCopyOption.ATOMIC_MOVE);
          }
        }
        return lines;
      }
    } catch (ZipException e) {
      throw damaged("it is no whole ZIP: " + e.getMessage(), e);
    } catch (IOException e) {
      throw new BackupException(
          archive + " cannot be restored to " + folder + ": " + Backup.reason(e), e);
    } catch (StoreException e) {
      throw new BackupException(String.valueOf(e.getMessage()), e);
    }
  }

  private static void requireEmpty(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      if (files.anyMatch(one -> !one.getFileName().toString().equals("lock"))) {
        throw new BackupException(
            folder + " is not empty, and nothing in it is ever replaced: name an empty folder");
      }
    }
  }

  private List<String> extract(Path target) throws IOException {
    try (ZipFile zip = new ZipFile(archive.toFile(), StandardCharsets.UTF_8)) {
      Map<String, String> checksums = manifest(zip).checksums();
      Set<String> unknown = new HashSet<>(checksums.keySet());
      IN_ORDER.forEach(unknown::remove);
      if (!checksums.containsKey(FolderCheck.DATABASE) || !unknown.isEmpty()) {
        throw damaged("it does not hold what a backup holds", null);
      }
      for (Map.Entry<String, String> file : checksums.entrySet()) {
        Path copy = target.resolve(file.getKey());
        try (InputStream in = zip.getInputStream(entry(zip, file.getKey()))) {
          Files.copy(in, copy);
        }
        if (!BackupManifest.checksum(copy).equals(file.getValue())) {
          throw damaged("the checksum of " + file.getKey() + " differs", null);
        }
      }
    }
    FolderCheck check = FolderCheck.of(target);
    if (!check.problems().isEmpty()) {
      throw damaged(String.join("; ", check.problems()), null);
    }
    return check.lines();
  }

  private BackupManifest manifest(ZipFile zip) throws IOException {
    try (InputStream in = zip.getInputStream(entry(zip, BackupManifest.NAME))) {
      return BackupManifest.read(
          new String(in.readNBytes(LONGEST_MANIFEST), StandardCharsets.UTF_8));
    } catch (BackupException e) {
      throw damaged(String.valueOf(e.getMessage()), e);
    }
  }

  private ZipEntry entry(ZipFile zip, String name) {
    ZipEntry entry = zip.getEntry(name);
    if (entry == null) {
      throw damaged("there is no " + name + " in it", null);
    }
    return entry;
  }

  private BackupException damaged(String how, @Nullable Throwable cause) {
    String message = archive + " cannot be restored: " + how;
    return cause == null ? new BackupException(message) : new BackupException(message, cause);
  }
}
