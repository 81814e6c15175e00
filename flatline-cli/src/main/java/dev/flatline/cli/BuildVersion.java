package dev.flatline.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Objects;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/// The version that the build wrote into `build.properties`.
final class BuildVersion implements IVersionProvider {
  @Override
  public String[] getVersion() {
    return new String[] {"flatline " + text()};
  }

  /// The version alone.
  static String text() {
    Properties build = new Properties();
    try (InputStream stream = BuildVersion.class.getResourceAsStream("build.properties")) {
      build.load(Objects.requireNonNull(stream, "build.properties is not on the class path"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return build.getProperty("version");
  }
}
