package dev.flatline.formats.policy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// Files of the source tree that these tests read.
final class Repository {
  private Repository() {}

  /// A file by its path from the repository's root.
  static String text(String path) {
    try {
      return Files.readString(root().resolve(path));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  /// The example policies of one folder of this package's test resources, sorted by name.
  static List<Path> examples(String folder) {
    String here = "flatline-formats/src/test/resources/dev/flatline/formats/policy/";
    try (Stream<Path> files = Files.list(root().resolve(here + folder))) {
      return files.sorted().toList();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }

  private static Path root() {
    Path folder = Path.of("").toAbsolutePath();
    while (!Files.exists(folder.resolve("mvnw"))) {
      folder = Objects.requireNonNull(folder.getParent(), "no mvnw above the tests");
    }
    return folder;
  }
}
