package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/// A fuzz test that `.ci/fuzz` does not name plays its recorded inputs and looks for no others.
class FuzzTargetsTest {
  private static final Path ROOT = Path.of("..");
  private static final Pattern TEST =
      Pattern.compile("@FuzzTest\\b[^;{]*?\\bvoid (?<method>\\w+)\\(", Pattern.DOTALL);
  private static final Pattern TARGET = Pattern.compile("(?m)^  '(?<target>[^']+)'$");

  @Test
  void everyFuzzTest_isATargetOfTheScript() throws IOException {
    assertThat(tests()).hasSizeGreaterThan(5).isEqualTo(targets());
  }

  private static Set<String> targets() throws IOException {
    Set<String> targets = new TreeSet<>();
    Matcher line = TARGET.matcher(Files.readString(ROOT.resolve(".ci/fuzz")));
    while (line.find()) {
      targets.add(line.group("target"));
    }
    return targets;
  }

  private static Set<String> tests() throws IOException {
    Set<String> tests = new TreeSet<>();
    try (Stream<Path> modules = Files.list(ROOT)) {
      for (Path module : modules.sorted().toList()) {
        Path sources = module.resolve("src/test/java");
        if (Files.isDirectory(sources)) {
          addTests(sources, module.getFileName().toString(), tests);
        }
      }
    }
    return tests;
  }

  private static void addTests(Path sources, String module, Set<String> tests) throws IOException {
    try (Stream<Path> files = Files.walk(sources)) {
      for (Path file : files.filter(one -> one.toString().endsWith(".java")).toList()) {
        String type = file.getFileName().toString().replace(".java", "");
        Matcher test = TEST.matcher(Files.readString(file));
        while (test.find()) {
          tests.add(module + " " + type + "#" + test.group("method"));
        }
      }
    }
  }
}
