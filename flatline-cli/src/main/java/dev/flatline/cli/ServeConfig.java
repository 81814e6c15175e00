package dev.flatline.cli;

import dev.flatline.formats.yaml.YamlDocument;
import dev.flatline.formats.yaml.YamlException;
import dev.flatline.server.config.ConfigReader;
import dev.flatline.server.config.ServerConfig;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Path;

/// The configuration file of a server.
final class ServeConfig {
  private ServeConfig() {}

  /// What it says. Warnings go to the writer.
  ///
  /// @throws CommandFailure with all problems of the file
  static ServerConfig read(Path file, PrintWriter warnings) {
    try {
      YamlDocument.Read<ServerConfig> read = ConfigReader.read(file);
      read.warnings()
          .forEach(one -> warnings.println("flatline: warning: " + one.in(file.toString())));
      return read.value();
    } catch (YamlException e) {
      throw new CommandFailure(ExitCode.USAGE, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new CommandFailure(
          ExitCode.USAGE, "cannot read the configuration " + file + ": " + IoFailures.reason(e));
    }
  }
}
