package dev.flatline.server.backup;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Stream;

/// A folder for what is not finished yet; it goes with all that is still in it.
///
/// @param path of the folder
record UnfinishedFolder(Path path) implements AutoCloseable {
  private static final String PREFIX = ".flatline-unfinished-";

  /// One on the same disk as a file that is to be.
  static UnfinishedFolder beside(Path file) throws IOException {
    return in(file.toAbsolutePath().resolveSibling(""));
  }

  /// One in a folder.
  static UnfinishedFolder in(Path folder) throws IOException {
    return new UnfinishedFolder(Files.createTempDirectory(folder, PREFIX));
  }

  @Override
  public void close() throws IOException {
    try (Stream<Path> all = Files.walk(path)) {
      List<Path> deepestFirst = all.sorted(Comparator.reverseOrder()).toList();
      for (Path one : deepestFirst) {
        Files.delete(one);
      }
    }
  }
}
