package dev.flatline.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/// A machine with the JDKs that a test gives it: folders with a `release` file, and stubs for
/// `java` and `javac`.
final class FakeJdks {
  /// Makes the cache when it is told to; else prints its arguments, one a line.
  private static final String JAVA =
      """
      for argument in "$@"; do
        case $argument in
          -XX:AOTCacheOutput=* | -XX:ArchiveClassesAtExit=*) echo cache >"${argument#*=}" && exit ;;
        esac
      done
      printf '%s\\n' "$@"
      """;

  private final Path folder;
  private int installed;

  FakeJdks(Path folder) {
    this.folder = folder;
  }

  /// Installs a JDK beside the others, which is looked at after them, and returns its home.
  Path install(String version) throws IOException {
    installed++;
    Path home = folder.resolve("jvm/jdk " + installed);
    Shell.write(home.resolve("bin/java"), JAVA);
    Shell.write(home.resolve("bin/javac"), "");
    Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
    return home;
  }

  /// Makes the `java` of a JDK the one on the `PATH`, through a link as Debian has it.
  void putOnPath(Path home) throws IOException {
    Files.createDirectories(folder.resolve("path"));
    Files.createSymbolicLink(folder.resolve("path/java"), home.resolve("bin/java"));
  }

  /// The environment in which scripts see these JDKs and no others.
  Map<String, String> environment() {
    Map<String, String> environment = new HashMap<>();
    environment.put("PATH", folder.resolve("path") + ":/usr/bin:/bin");
    environment.put("FLATLINE_JDK_DIRS", "/nonexistent:" + folder.resolve("jvm"));
    return environment;
  }
}
