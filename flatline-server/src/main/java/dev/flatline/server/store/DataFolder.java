package dev.flatline.server.store;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The folder of one server: its lock, its findings, its snapshots. Whoever holds it is the only
/// one.
public final class DataFolder implements AutoCloseable {
  private final Path path;
  private final FileChannel lockFile;

  private DataFolder(Path path, FileChannel lockFile) {
    this.path = path;
    this.lockFile = lockFile;
  }

  /// Makes the folder where there is none, and takes its lock until it is closed. The lock goes
  /// with the process, however that ends.
  ///
  /// @throws StoreException where it cannot be written, or another process has it
  public static DataFolder take(Path path) {
    try {
      Files.createDirectories(path);
      FileChannel lockFile =
          FileChannel.open(
              path.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
      if (lock(lockFile) == null) {
        lockFile.close();
        throw new StoreException(
            "another Flatline uses the data folder " + path + ": stop it, or name another folder");
      }
      return new DataFolder(path, lockFile);
    } catch (IOException e) {
      throw new StoreException(
          "the data folder "
              + path
              + " cannot be written ("
              + e.getClass().getSimpleName()
              + "): name a folder that this user may write",
          e);
    }
  }

  private static @Nullable FileLock lock(FileChannel lockFile) throws IOException {
    try {
      return lockFile.tryLock();
    } catch (OverlappingFileLockException e) {
      return null;
    }
  }

  /// Where it lies.
  public Path path() {
    return path;
  }

  /// The file of the embedded database.
  public Path database() {
    return path.resolve("findings.db");
  }

  /// Writes a secret into a file of its own, which only the server's own user may read.
  ///
  /// @return the file
  /// @throws StoreException where it cannot be written
  public Path keepSecret(String name, String text) {
    Path file = path.resolve(name);
    try {
      Files.deleteIfExists(file);
      try (OutputStream out =
          Channels.newOutputStream(
              Files.newByteChannel(
                  file,
                  Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                  PosixFilePermissions.asFileAttribute(
                      PosixFilePermissions.fromString("rw-------"))))) {
        out.write((text + "\n").getBytes(StandardCharsets.UTF_8));
      }
      return file;
    } catch (IOException e) {
      throw new StoreException(file + " cannot be written: " + e.getMessage(), e);
    }
  }

  @Override
  public void close() {
    try {
      lockFile.close();
    } catch (IOException e) {
      throw new StoreException("the lock of " + path + " cannot be given back", e);
    }
  }
}
