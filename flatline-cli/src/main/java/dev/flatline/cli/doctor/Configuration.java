package dev.flatline.cli.doctor;

import dev.flatline.formats.policy.PolicyReader;
import dev.flatline.formats.yaml.YamlDocument;
import dev.flatline.formats.yaml.YamlException;
import dev.flatline.server.config.ConfigReader;
import dev.flatline.server.config.ServerConfig;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// A configuration as far as it can be read.
///
/// @param file where it lies; empty where none is given
/// @param value what it says; nothing where it cannot be read
/// @param problems what is wrong with it and its policy
/// @param warnings what its author may not have meant
record Configuration(
    Optional<Path> file, ServerConfig value, List<String> problems, List<String> warnings) {

  private interface Reading<T> {
    YamlDocument.Read<T> read() throws IOException;
  }

  static Configuration read(Optional<Path> file) {
    List<String> problems = new ArrayList<>();
    List<String> warnings = new ArrayList<>();
    ServerConfig value =
        file.flatMap(one -> read(one, () -> ConfigReader.read(one), problems, warnings))
            .orElse(ServerConfig.none());
    value.policy().ifPresent(one -> read(one, () -> policy(one), problems, warnings));
    return new Configuration(file, value, problems, warnings);
  }

  private static <T> Optional<T> read(
      Path file, Reading<T> reading, List<String> problems, List<String> warnings) {
    try {
      YamlDocument.Read<T> read = reading.read();
      read.warnings().forEach(one -> warnings.add(one.in(file.toString())));
      return Optional.of(read.value());
    } catch (YamlException e) {
      e.problems().forEach(one -> problems.add(one.in(file.toString())));
    } catch (IOException e) {
      problems.add(file + " cannot be read (" + e.getClass().getSimpleName() + ")");
    }
    return Optional.empty();
  }

  private static YamlDocument.Read<?> policy(Path file) throws IOException {
    try (InputStream yaml = Files.newInputStream(file)) {
      return PolicyReader.read(file.toString(), yaml);
    }
  }
}
