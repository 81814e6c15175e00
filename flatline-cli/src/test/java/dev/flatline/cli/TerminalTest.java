package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TerminalTest {
  @Test
  void terminal_isAsWideAsTheLauncherSays_andColoured() {
    assertThat(of(Map.of(), "stdout stderr 120"))
        .isEqualTo(new Terminal(true, true, 120, true, true));
  }

  @Test
  void noColor_refusesColourAlone() {
    Terminal terminal = of(Map.of("NO_COLOR", "1"), "stdout stderr 120");
    assertThat(terminal.colour()).isFalse();
    assertThat(terminal.stderr()).isTrue();
  }

  @Test
  void emptyNoColor_refusesNothing() {
    assertThat(of(Map.of("NO_COLOR", ""), "stdout").colour()).isTrue();
  }

  @Test
  void dumbTerminal_takesNeitherColourNorALineDrawnAnew() {
    Terminal terminal = of(Map.of("TERM", "dumb"), "stdout stderr 120");
    assertThat(terminal.colour()).isFalse();
    assertThat(terminal.stderr()).isFalse();
  }

  private static Terminal of(Map<String, String> environment, String launcher) {
    return Terminal.of(environment, launcher, StandardCharsets.UTF_8);
  }
}
