package dev.flatline.connectors.host;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// A host's `/proc` and `/sys` in a folder, laid out from a text; see the README beside the texts.
final class RecordedTree {
  private final Path root;

  private RecordedTree(Path root) {
    this.root = root;
  }

  /// A host laid out from `NAME.tree`.
  static RecordedTree of(Path folder, String name) {
    return new RecordedTree(folder).with(name);
  }

  /// Lays another text over it.
  RecordedTree with(String name) {
    Path file = root;
    StringBuilder content = new StringBuilder();
    for (String line : lines(name + ".tree")) {
      if (line.startsWith("== ")) {
        finish(file, content);
        file = root.resolve(line.substring(3));
      } else if (line.startsWith("-> ")) {
        link(line.split(" ", -1)[1], line.split(" ", -1)[2]);
      } else if (line.startsWith("-- ")) {
        remove(line.substring(3));
      } else {
        content.append(line).append('\n');
      }
    }
    finish(file, content);
    return this;
  }

  /// Writes one file.
  RecordedTree put(String path, String content) {
    Path file = root.resolve(path);
    try {
      Files.createDirectories(Objects.requireNonNull(file.getParent()));
      Files.writeString(file, content);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /// Makes a link, whether or not there is anything at its end.
  void link(String path, String target) {
    Path link = root.resolve(path);
    try {
      Files.createDirectories(Objects.requireNonNull(link.getParent()));
      Files.deleteIfExists(link);
      Files.createSymbolicLink(link, Path.of(target));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Removes a file, or a folder with all in it.
  RecordedTree remove(String path) {
    try (Stream<Path> files = Files.walk(root.resolve(path))) {
      files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  Path root() {
    return root;
  }

  private void finish(Path file, StringBuilder content) {
    if (!file.equals(root)) {
      put(root.relativize(file).toString(), content.toString());
    }
    content.setLength(0);
  }

  private static List<String> lines(String resource) {
    try (InputStream stream = RecordedTree.class.getResourceAsStream(resource)) {
      return new String(
              Objects.requireNonNull(stream, resource).readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
