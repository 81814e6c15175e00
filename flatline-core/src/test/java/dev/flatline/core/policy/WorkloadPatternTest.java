package dev.flatline.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.Workload;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WorkloadPatternTest {
  private static final Workload CART =
      new Workload("shop/Deployment/cart", Map.of("team", "sales", "env", "prod-eu"));

  @Test
  void matches_byName() {
    assertThat(WorkloadPattern.named("shop/*").matches(CART)).isTrue();
    assertThat(WorkloadPattern.named("bank/*").matches(CART)).isFalse();
  }

  @Test
  void matches_byLabel() {
    assertThat(WorkloadPattern.labelled("env", "prod-*").matches(CART)).isTrue();
    assertThat(WorkloadPattern.labelled("env", "test").matches(CART)).isFalse();
  }

  @Test
  void matches_labelThatIsNotThere_no() {
    assertThat(WorkloadPattern.labelled("owner_kind", "*").matches(CART)).isFalse();
  }

  @Test
  void matches_nameAndLabels_needsAll() {
    Map<String, Glob> labels = Map.of("team", Glob.of("sales"), "env", Glob.of("test"));

    assertThat(new WorkloadPattern(Glob.of("shop/*"), labels).matches(CART)).isFalse();
  }

  @Test
  void covers_fewerLabels_areWider() {
    WorkloadPattern wide = WorkloadPattern.labelled("team", "s*");
    WorkloadPattern narrow =
        new WorkloadPattern(
            Glob.of("shop/*"), Map.of("team", Glob.of("sales"), "env", Glob.of("prod")));

    assertThat(wide.covers(narrow)).isTrue();
    assertThat(narrow.covers(wide)).isFalse();
  }

  @Test
  void matchesAll_onlyWithoutAnyCondition() {
    assertThat(WorkloadPattern.named("**").matchesAll()).isTrue();
    assertThat(WorkloadPattern.named("?*").matchesAll()).isFalse();
    assertThat(WorkloadPattern.labelled("team", "*").matchesAll()).isFalse();
  }

  @Test
  void toString_saysAllConditions() {
    Map<String, Glob> labels = Map.of("team", Glob.of("data"), "env", Glob.of("prod-*"));

    assertThat(new WorkloadPattern(Glob.of("shop/*"), labels))
        .hasToString("name shop/* and label env = prod-* and label team = data");
    assertThat(WorkloadPattern.labelled("team", "data")).hasToString("label team = data");
    assertThat(WorkloadPattern.named("*")).hasToString("name *");
  }
}
