package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.testkit.InstalledProgram;
import dev.flatline.testkit.SourceTree;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShellScriptsTest {
  @ParameterizedTest
  @ValueSource(strings = {"flatline", "mvnw", ".ci/run"})
  void script_passesShellcheck(String script) throws Exception {
    String shellcheck = InstalledProgram.require("shellcheck").toString();
    Shell run = Shell.run(SourceTree.path("."), Map.of(), shellcheck, "--external-sources", script);
    assertThat(run.out()).isEmpty();
    assertThat(run.exitCode()).isZero();
  }
}
