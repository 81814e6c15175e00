package dev.flatline.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// Writes a file that a user names, whatever is there already. Nothing but a regular file is ever
/// replaced: a device or a pipe is written to, a symbolic link is followed.
///
/// A regular file is written whole or not at all, and keeps its owner and permissions. Where only
/// writing in place keeps them, that is done instead.
final class OutputFile {
  /// As many as Linux follows.
  private static final int MOST_LINKS = 40;

  /// What is open already; a link from below here must not be followed to what it names, which may
  /// be written by others at the same time, or deleted.
  private static final Path DESCRIPTORS = Path.of("/proc");

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");

  private OutputFile() {}

  /// Bytes to be written.
  @FunctionalInterface
  interface Content {
    void writeTo(OutputStream out) throws IOException;
  }

  /// Writes the content.
  ///
  /// @throws CommandFailure saying which file and why
  static void write(Path file, Content content) {
    try {
      writeOrFail(file, content);
    } catch (IOException e) {
      throw new CommandFailure(ExitCode.SOURCE, "cannot write " + file + ": " + reason(e));
    }
  }

  private static void writeOrFail(Path file, Content content) throws IOException {
    Path target = behindLinks(file);
    if (Files.isSymbolicLink(target)) {
      inPlace(target, content, StandardOpenOption.APPEND);
    } else if (Files.isDirectory(target)) {
      throw new FileSystemException(file.toString(), null, "it is a directory; name a file");
    } else if (Files.exists(target) && !Files.isRegularFile(target)) {
      inPlace(target, content, StandardOpenOption.WRITE);
    } else if (!Files.exists(target)) {
      Path unfinished = besides(target);
      Files.createFile(unfinished);
      whole(target, unfinished, content);
    } else if (!Files.isWritable(target)) {
      throw new AccessDeniedException(target.toString());
    } else {
      Optional<Path> twin = twin(target);
      if (twin.isPresent()) {
        whole(target, twin.get(), content);
      } else {
        inPlace(target, content, StandardOpenOption.TRUNCATE_EXISTING);
      }
    }
  }

  /// What the links lead to, which need not exist; a link only where it stands for a descriptor.
  private static Path behindLinks(Path file) throws IOException {
    Path at = file.toAbsolutePath();
    for (int links = 0; Files.isSymbolicLink(at); links++) {
      if (links == MOST_LINKS) {
        throw new FileSystemException(file.toString(), null, "too many links");
      }
      if (at.resolveSibling("").toRealPath().startsWith(DESCRIPTORS)) {
        return at;
      }
      at = at.resolveSibling(Files.readSymbolicLink(at));
    }
    return at;
  }

  private static void inPlace(Path file, Content content, StandardOpenOption how)
      throws IOException {
    try (OutputStream out = Files.newOutputStream(file, StandardOpenOption.WRITE, how)) {
      content.writeTo(out);
    }
  }

  private static void whole(Path file, Path unfinished, Content content) throws IOException {
    unfinished.toFile().deleteOnExit();
    try {
      try (OutputStream out = Files.newOutputStream(unfinished, StandardOpenOption.WRITE)) {
        content.writeTo(out);
      }
      Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    } finally {
      Files.deleteIfExists(unfinished);
    }
  }

  private static Path besides(Path file) {
    return file.resolveSibling(".flatline-" + UUID.randomUUID() + ".unfinished");
  }

  /// An empty file beside this one with its owner, group and permissions; none where that may not
  /// be made.
  private static Optional<Path> twin(Path file) {
    Path twin = besides(file);
    try {
      @Nullable PosixFileAttributeView old = posix(file);
      if (old == null) {
        return Optional.of(Files.createFile(twin));
      }
      PosixFileAttributes attributes = old.readAttributes();
      Files.createFile(twin, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
      PosixFileAttributeView made = Objects.requireNonNull(posix(twin));
      made.setOwner(attributes.owner());
      made.setGroup(attributes.group());
      made.setPermissions(attributes.permissions());
      return Optional.of(twin);
    } catch (IOException e) {
      twin.toFile().delete();
      return Optional.empty();
    }
  }

  private static @Nullable PosixFileAttributeView posix(Path file) {
    return Files.getFileAttributeView(file, PosixFileAttributeView.class);
  }

  private static String reason(IOException failure) {
    return failure instanceof NoSuchFileException
        ? "there is no such folder"
        : IoFailures.reason(failure);
  }
}
