package dev.flatline.cli;

import dev.flatline.core.policy.Policy;
import dev.flatline.formats.policy.PolicyReader;
import dev.flatline.formats.yaml.YamlDocument;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// `--policy`, of every command that judges.
final class PolicyOption {
  @Option(
      names = "--policy",
      paramLabel = "FILE",
      description =
          "Roles, expected plateaus, thresholds and suppressions, in YAML (docs/reference/policy.md).")
  private @Nullable Path file;

  /// The policy of the file; none declares nothing. Warnings go to the writer.
  ///
  /// @throws CommandFailure with all problems of the file
  Policy read(PrintWriter warnings) {
    return file == null ? Policy.none() : read(file, warnings);
  }

  /// The policy of a file. Warnings go to the writer.
  ///
  /// @throws CommandFailure with all problems of the file
  static Policy read(Path file, PrintWriter warnings) {
    return DeclaredFile.read("policy", file, warnings, PolicyOption::document);
  }

  private static YamlDocument.Read<Policy> document(Path file) throws IOException {
    try (InputStream yaml = Files.newInputStream(file)) {
      return PolicyReader.read(file.toString(), yaml);
    }
  }

  /// Whether the option was given.
  boolean isGiven() {
    return file != null;
  }

  /// The file, empty where none was given.
  Optional<Path> file() {
    return Optional.ofNullable(file);
  }

  /// The option as it was given, for a command that repeats the hunt; empty where it was not.
  String asGiven() {
    return file == null ? "" : " --policy " + file;
  }
}
