package dev.flatline.connectors.prometheus.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import org.junit.jupiter.api.Test;

class NameTemplateTest {

  @Test
  void name_fillsLabelsIn() {
    assertThat(NameTemplate.parse("ec2/{id}!").name(Map.of("id", "i-1"))).contains("ec2/i-1!");
  }

  @Test
  void name_firstLabelWithAValue_counts() {
    NameTemplate template = NameTemplate.parse("{host_name|instance}");

    assertThat(template.name(Map.of("instance", "a:1"))).contains("a:1");
    assertThat(template.name(Map.of("host_name", "b", "instance", "a:1"))).contains("b");
  }

  @Test
  void name_partInBrackets_isLeftOutWithoutItsLabels() {
    NameTemplate template = NameTemplate.parse("[{cluster}/]{ns}/[{kind}/{owner}/]{pod}");

    assertThat(template.name(Map.of("ns", "a", "pod", "p"))).contains("a/p");
    assertThat(template.name(Map.of("ns", "a", "pod", "p", "kind", "Job"))).contains("a/p");
    assertThat(
            template.name(Map.of("cluster", "c", "ns", "a", "pod", "p", "kind", "K", "owner", "o")))
        .contains("c/a/K/o/p");
  }

  @Test
  void name_withoutALabelItNeeds_isEmpty() {
    assertThat(NameTemplate.parse("{a}/{b}").name(Map.of("a", "1"))).isEmpty();
    assertThat(NameTemplate.parse("[{a}]").name(Map.of())).isEmpty();
  }

  @Test
  void parse_whatIsNotClosed_isRefused() {
    assertThatThrownBy(() -> NameTemplate.parse("{a")).hasMessageContaining("closes");
    assertThatThrownBy(() -> NameTemplate.parse("[{a}")).hasMessageContaining("closes");
  }
}
