package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Map;
import org.junit.jupiter.api.Test;

class RulesTemplateTest {
  @Test
  void render_fillsHolesAndLeavesAllElse() {
    RulesTemplate template = new RulesTemplate("x@a@@b@ {{ $labels.a }} ${a} [1m] @ end() a@b");
    assertThat(template.render(Map.of("a", "$1", "b", "\\")))
        .isEqualTo("x$1\\ {{ $labels.a }} ${a} [1m] @ end() a@b");
  }

  @Test
  void render_withoutAValue_namesTheHole() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new RulesTemplate("@missing@").render(Map.of("a", "1")))
        .withMessageContaining("@missing@");
  }
}
