package dev.flatline.testkit;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Assumptions;

/// Programs of the operating system that tests use as the real part: servers, browsers, checkers.
public final class InstalledProgram {
  private InstalledProgram() {}

  /// The program of that name on the `PATH`. Where it is missing the test is skipped with the
  /// reason, but fails when `CI` is `true`: there `.ci/run` has installed it.
  public static Path require(String name) {
    return find(name).orElseGet(() -> missing(name + " is not installed"));
  }

  /// The program of that name in a folder that is not on the `PATH`; otherwise as [#require].
  public static Path requireIn(Path folder, String name) {
    Path program = folder.resolve(name);
    return Files.isExecutable(program) ? program : missing(program + " is not installed");
  }

  private static Optional<Path> find(String name) {
    String path = System.getenv().getOrDefault("PATH", "");
    for (String folder : path.split(File.pathSeparator, -1)) {
      Path candidate = Path.of(folder, name);
      if (Files.isExecutable(candidate)) {
        return Optional.of(candidate);
      }
    }
    return Optional.empty();
  }

  private static Path missing(String reason) {
    if ("true".equals(System.getenv("CI"))) {
      return Assertions.fail(reason);
    }
    return Assumptions.abort(reason);
  }
}
