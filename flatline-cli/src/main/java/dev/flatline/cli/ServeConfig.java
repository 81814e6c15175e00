package dev.flatline.cli;

import dev.flatline.server.config.ConfigReader;
import dev.flatline.server.config.ServerConfig;
import java.io.PrintWriter;
import java.nio.file.Path;

/// The configuration file of a server.
final class ServeConfig {
  private ServeConfig() {}

  /// What it says. Warnings go to the writer.
  ///
  /// @throws CommandFailure with all problems of the file
  static ServerConfig read(Path file, PrintWriter warnings) {
    return DeclaredFile.read("configuration", file, warnings, ConfigReader::read);
  }
}
