package dev.flatline.cli.doctor;

import dev.flatline.server.backup.BackupException;
import dev.flatline.server.backup.FolderCheck;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/// The data folder: whether it can be written, has room, is in use, and holds what can be read.
record DataFolderCheck(Path folder) implements Check {
  private static final Path LOCKS = Path.of("/proc/locks");

  private static final long MIB = 1 << 20;

  /// Below this a day of findings and two snapshots of 200,000 workloads may not fit.
  private static final long LITTLE_BYTES = 1024 * MIB;

  private static final long LEAST_BYTES = 64 * MIB;

  /// A gigabyte of snapshot is read in less.
  private static final Duration LIMIT = Duration.ofMinutes(1);

  @Override
  public String name() {
    return "data folder";
  }

  @Override
  public Duration limit() {
    return LIMIT;
  }

  @Override
  public List<CheckResult> look() {
    Path whole = folder.toAbsolutePath();
    if (!Files.exists(whole)) {
      return List.of(missing(whole));
    }
    if (!Files.isDirectory(whole) || !Files.isWritable(whole)) {
      return List.of(
          CheckResult.problem(
              name(), whole + " cannot be written", "let the server's user own it"));
    }
    List<CheckResult> results = new ArrayList<>();
    try {
      results.add(room(whole));
      results.add(CheckResult.ok(name(), whole + (isUsed(whole) ? " is in use" : " is free")));
    } catch (IOException e) {
      results.add(CheckResult.problem(name(), "its state cannot be read: " + e, ""));
    }
    results.addAll(content(whole));
    return results;
  }

  private CheckResult missing(Path whole) {
    Path above = whole.getParent();
    while (above != null && !Files.exists(above)) {
      above = above.getParent();
    }
    return above != null && Files.isWritable(above)
        ? CheckResult.ok(name(), whole + " is not there; the server makes it")
        : CheckResult.problem(
            name(), whole + " is not there and cannot be made", "let the server's user make it");
  }

  private CheckResult room(Path whole) throws IOException {
    long left = Files.getFileStore(whole).getUsableSpace();
    String found = "%,d MiB are left where %s is".formatted(left / MIB, whole);
    if (left < LEAST_BYTES) {
      return CheckResult.problem(name(), found, "make room: nothing is judged once it is full");
    }
    return left < LITTLE_BYTES
        ? CheckResult.warning(name(), found, "make room before it is full")
        : CheckResult.ok(name(), found);
  }

  /// Linux tells who locks which file; to try the lock could keep a server from starting.
  private static boolean isUsed(Path whole) throws IOException {
    Path lock = whole.resolve("lock");
    if (!Files.exists(lock) || !Files.isReadable(LOCKS)) {
      return false;
    }
    String inode = ":" + Files.getAttribute(lock, "unix:ino") + " ";
    return Files.readString(LOCKS).contains(inode);
  }

  private List<CheckResult> content(Path whole) {
    try {
      FolderCheck check = FolderCheck.of(whole);
      List<CheckResult> results = new ArrayList<>();
      check.lines().forEach(line -> results.add(CheckResult.ok(name(), line)));
      check
          .problems()
          .forEach(
              one ->
                  results.add(
                      CheckResult.problem(
                          name(), one, "restore a backup: 'flatline store restore --help'")));
      return results;
    } catch (BackupException e) {
      return List.of(CheckResult.ok(name(), "nothing is kept there yet"));
    }
  }
}
