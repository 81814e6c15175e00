package dev.flatline.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SeriesGroupTest {
  private static final SeriesGroup ALL = SeriesGroup.all(List.of("namespace", "pod"));

  @Test
  void matchers_ofAll_areNone() {
    assertThat(ALL.matchers()).isEmpty();
  }

  @Test
  void matchers_ofSomeAndTheRest_areComplements() {
    assertThat(ALL.only(List.of("a", "b")).matchers()).isEqualTo("namespace=~\"a|b\"");
    assertThat(ALL.without(List.of("a", "b")).matchers()).isEqualTo("namespace!~\"a|b\"");
  }

  @Test
  void matchers_belowAValue_keepIt() {
    assertThat(ALL.below("a").only(List.of("x")).matchers())
        .isEqualTo("namespace=\"a\",pod=~\"x\"");
  }

  @Test
  void matchers_ofOddValues_areEscapedForExpressionAndQuotes() {
    assertThat(ALL.only(List.of("a.b\"c")).matchers()).isEqualTo("namespace=~\"a\\\\.b\\\"c\"");
    assertThat(ALL.below("a\\b\"c").matchers()).isEqualTo("namespace=\"a\\\\b\\\"c\"");
  }

  @Test
  void divided_halvesKnownValuesAndLeavesTheRestOpen() {
    List<SeriesGroup> parts = ALL.divided((label, matchers) -> List.of("a", "b", "c", "d"));

    assertThat(parts)
        .extracting(SeriesGroup::matchers)
        .containsExactly("namespace=~\"a|b\"", "namespace!~\"a|b\"");
  }

  @Test
  void divided_singleValue_goesToTheNextLabel() {
    List<SeriesGroup> parts =
        ALL.only(List.of("a"))
            .divided((label, matchers) -> label.equals("pod") ? List.of("x", "y") : List.of());

    assertThat(parts)
        .extracting(SeriesGroup::matchers)
        .containsExactly("namespace=\"a\",pod=~\"x\"", "namespace=\"a\",pod!~\"x\"");
  }

  @Test
  void divided_onlyOneValueKnown_keepsWhatHasNone() {
    List<SeriesGroup> parts =
        ALL.divided((label, matchers) -> label.equals("pod") ? List.of("x", "y") : List.of("a"));

    assertThat(parts)
        .extracting(SeriesGroup::matchers)
        .containsExactly(
            "namespace=\"a\",pod=~\"x\"", "namespace=\"a\",pod!~\"x\"", "namespace!~\"a\"");
  }

  @Test
  void divided_withoutLabelsLeft_isNotPossible() {
    assertThat(SeriesGroup.all(List.of()).divided((label, matchers) -> List.of("a", "b")))
        .isEmpty();
    assertThat(ALL.below("a").only(List.of("x")).divided((label, matchers) -> List.of())).isEmpty();
  }

  @Test
  void divided_againAndAgain_takesEverySeriesOnce() {
    List<Map<String, String>> series = new ArrayList<>();
    for (String namespace : List.of("", "a", "b", "c.d", "unheard-of")) {
      for (String pod : List.of("", "x", "y|z", "w")) {
        series.add(Map.of("namespace", namespace, "pod", pod));
      }
    }
    List<SeriesGroup> parts = List.of(ALL);
    for (int round = 0; round < 4; round++) {
      List<SeriesGroup> smaller = new ArrayList<>();
      for (SeriesGroup part : parts) {
        List<SeriesGroup> divided =
            part.divided(
                (label, matchers) ->
                    label.equals("pod") ? List.of("w", "x", "y|z") : List.of("a", "b", "c.d"));
        smaller.addAll(divided.isEmpty() ? List.of(part) : divided);
      }
      parts = smaller;
      for (Map<String, String> labels : series) {
        assertThat(parts.stream().filter(part -> Matching.matches(part.matchers(), labels)))
            .as("%s in %s", labels, parts)
            .hasSize(1);
      }
    }
    assertThat(parts).hasSizeGreaterThan(4);
  }
}
