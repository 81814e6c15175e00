package dev.flatline.testkit;

import java.nio.file.Files;
import java.nio.file.Path;

/// The checkout that the tests run in, for tests of files that no module packs: scripts, documents,
/// recorded data.
public final class SourceTree {
  private SourceTree() {}

  /// The file or folder at a path below the root of the checkout, such as `.mvn/find-jdk.sh`.
  public static Path path(String relative) {
    return root().resolve(relative);
  }

  private static Path root() {
    Path start = Path.of("").toAbsolutePath();
    for (Path folder = start; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve("mvnw"))) {
        return folder;
      }
    }
    throw new IllegalStateException("no folder above " + start + " holds mvnw");
  }
}
