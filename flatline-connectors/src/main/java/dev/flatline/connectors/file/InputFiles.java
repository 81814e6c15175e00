package dev.flatline.connectors.file;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import java.io.IOException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.PatternSyntaxException;

/// From what a user names to the files that are read.
final class InputFiles {
  private InputFiles() {}

  /// The files, each once, in the order in which they are named; those of a pattern by name.
  ///
  /// @param arguments paths, or patterns whose last part has `*`, `?`, `[…]` or `{…}`
  /// @throws SourceException where one of them is no file that can be read
  static List<Path> of(List<String> arguments) {
    Set<Path> files = new LinkedHashSet<>();
    for (String argument : arguments) {
      files.addAll(of(argument));
    }
    if (files.isEmpty()) {
      throw new SourceException(Reason.SETTINGS, "no input file is named");
    }
    files.forEach(InputFiles::check);
    return List.copyOf(files);
  }

  private static List<Path> of(String argument) {
    if (argument.equals("-")) {
      throw new SourceException(
          Reason.SETTINGS,
          "standard input cannot be read twice, as a hunt does: write it to a file first");
    }
    try {
      Path path = Path.of(argument);
      boolean pattern = !Files.exists(path) && argument.matches(".*[*?\\[{].*");
      return pattern ? matching(path) : List.of(path);
    } catch (InvalidPathException | PatternSyntaxException e) {
      throw new SourceException(Reason.NOT_FOUND, argument + " is no path: " + e.getMessage(), e);
    }
  }

  private static List<Path> matching(Path pattern) {
    Path folder = pattern.getParent() == null ? Path.of("") : pattern.getParent();
    List<Path> files = new ArrayList<>();
    try (DirectoryStream<Path> matches =
        Files.newDirectoryStream(folder, String.valueOf(pattern.getFileName()))) {
      matches.forEach(files::add);
    } catch (NoSuchFileException | NotDirectoryException e) {
      throw new SourceException(
          Reason.NOT_FOUND, "there is no folder " + folder + ", which " + pattern + " names", e);
    } catch (IOException | DirectoryIteratorException e) {
      throw new SourceException(Reason.NOT_FOUND, "cannot list " + folder + " for " + pattern, e);
    }
    files.removeIf(Files::isDirectory);
    if (files.isEmpty()) {
      throw new SourceException(Reason.NOT_FOUND, "no file matches " + pattern);
    }
    files.sort(null);
    return files;
  }

  private static void check(Path file) {
    if (Files.isDirectory(file)) {
      throw new SourceException(
          Reason.NOT_FOUND,
          file + " is a directory; name its files, for example '" + file.resolve("*.csv") + "'");
    }
    if (!Files.exists(file)) {
      throw new SourceException(Reason.NOT_FOUND, "there is no file " + file);
    }
    if (!Files.isRegularFile(file)) {
      throw new SourceException(
          Reason.NOT_FOUND,
          file + " is not a regular file and cannot be read twice: write it to a file first");
    }
    if (!Files.isReadable(file)) {
      throw new SourceException(Reason.NOT_FOUND, file + " may not be read by this user");
    }
  }
}
