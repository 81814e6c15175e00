package dev.flatline.connectors.prometheus.profile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.connectors.prometheus.profile.QueryTemplate.Spans;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

class QueryTemplateTest {
  private static final Spans SPANS = new Spans(60_000, 30_000);

  @Test
  void promql_fillsTheWordsIn() {
    QueryTemplate template =
        QueryTemplate.parse(
            "sum by ($by) (rate(a{x=\"1\",$matchers}[$rate])) + max_over_time(b{$matchers}[$window])",
            Set.of());

    assertThat(template.promql("pod", SPANS, "ns=~\"a|b\""))
        .isEqualTo(
            "sum by (pod) (rate(a{x=\"1\",ns=~\"a|b\"}[60000ms]))"
                + " + max_over_time(b{ns=~\"a|b\"}[30000ms])");
  }

  @Test
  void promql_leavesOtherDollarsAlone() {
    QueryTemplate template =
        QueryTemplate.parse(
            "label_replace(a{x=~\"b$\",$matchers}, \"c\", \"$1\", \"d\", \"e\")", Set.of());

    assertThat(template.promql("pod", SPANS, ""))
        .isEqualTo("label_replace(a{x=~\"b$\",}, \"c\", \"$1\", \"d\", \"e\")");
  }

  @Test
  void selectors_areThoseWithMatchers() {
    QueryTemplate template =
        QueryTemplate.parse(
            "a{x=~\"}{$matchers\",$matchers} / on (n) b{resource=\"cpu\"} + c {$matchers} - d{y='\\'}',$matchers}",
            Set.of());

    assertThat(template.selectors())
        .containsExactly(
            new Selector("a", "x=~\"}{\""), new Selector("c", ""), new Selector("d", "y='\\'}'"));
  }

  @Test
  void resolved_takesTheFirstNameThatIsThere() {
    QueryTemplate template = QueryTemplate.parse("rate($cpu{$matchers}[$rate])", Set.of("cpu"));
    Map<String, List<String>> names = Map.of("cpu", List.of("new_cpu", "old_cpu"));

    assertThat(template.resolved(names, Set.of("old_cpu")).map(QueryTemplate::toString))
        .contains("rate(old_cpu{$matchers}[$rate])");
    assertThat(template.resolved(names, Set.of("other"))).isEmpty();
  }

  @Test
  void resolved_withoutOneOfItsMetrics_isEmpty() {
    QueryTemplate template = QueryTemplate.parse("a{$matchers} / b{$matchers}", Set.of());

    assertThat(template.resolved(Map.of(), Set.of("a"))).isEmpty();
    assertThat(template.resolved(Map.of(), Set.of("a", "b"))).isPresent();
  }

  @Test
  void resolved_withoutANameThatItReadsWithoutMatchers_isEmpty() {
    QueryTemplate template =
        QueryTemplate.parse("a{$matchers} * on (n) rate($other[$rate])", Set.of("other"));
    Map<String, List<String>> names = Map.of("other", List.of("b"));

    assertThat(template.resolved(names, Set.of("a"))).isEmpty();
    assertThat(template.resolved(names, Set.of("a", "b")).map(QueryTemplate::toString))
        .contains("a{$matchers} * on (n) rate(b[$rate])");
  }

  @Test
  void parse_selectorThatIsNone_isRefused() {
    assertThatThrownBy(() -> Selector.parse("up{")).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Selector.parse("a b")).isInstanceOf(IllegalArgumentException.class);
    assertThat(Selector.parse(" up ")).isEqualTo(new Selector("up", ""));
  }

  @Test
  void promql_ofSelector_addsMatchers() {
    assertThat(new Selector("up", "").promql("")).isEqualTo("up{}");
    assertThat(new Selector("up", "a=\"1\"").promql("b=\"2\"")).isEqualTo("up{a=\"1\",b=\"2\"}");
  }
}
