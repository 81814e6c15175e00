package dev.flatline.connectors.prometheus.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.connectors.prometheus.profile.QueryTemplate;
import dev.flatline.connectors.prometheus.profile.QueryTemplate.Spans;
import dev.flatline.connectors.prometheus.promql.Expression.Aggregate;
import dev.flatline.connectors.prometheus.promql.Expression.Binary;
import dev.flatline.connectors.prometheus.promql.Expression.Constant;
import dev.flatline.connectors.prometheus.promql.Expression.OverRange;
import dev.flatline.connectors.prometheus.promql.Matching.Grouping;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PromqlParserTest {
  private static final Spans SPANS = new Spans(60_000, 30_000);

  @TempDir private Path folder;

  @Test
  void parse_everyQueryOfEveryProfile_isUnderstood() {
    List<String> queries = new ArrayList<>();
    Profiles.bundled().forEach(profile -> queries.addAll(queries(profile)));

    assertThat(queries).hasSizeGreaterThan(60);
    assertThat(queries).allSatisfy(query -> assertThat(PromqlParser.parse(query)).isNotNull());
  }

  @Test
  void parse_theExamplesOfTheReference_areUnderstood() throws IOException {
    String page = Files.readString(Path.of("..", "docs", "reference", "profiles.md"));
    List<String> blocks = List.of(page.split("```yaml\n"));
    Profile own = profile(blocks.get(1).split("```", 2)[0]);
    String more = blocks.get(2).split("```", 2)[0];
    Profile yace = profile(HEAD + more.substring(more.lastIndexOf("  cpu_utilization")));
    Profile libvirt = profile(HEAD + more.substring(0, more.lastIndexOf("  cpu_utilization")));

    for (Profile profile : List.of(own, yace, libvirt)) {
      assertThat(queries(profile))
          .isNotEmpty()
          .allSatisfy(query -> assertThat(PromqlParser.parse(query)).isNotNull());
    }
  }

  private static final String HEAD =
      "name: x\ndetect: a\nworkload: {by: [instance], name: \"{instance}\"}\nmetrics:\n";

  @Test
  void parse_selector_readsAllMatchersAndEscapes() {
    SeriesSelector selector =
        SeriesSelector.parse("up{a=\"x\\\"y\",b!='n',c=~`a\\.b|`,d!~\"(?i)z.*\",} # remark");

    assertThat(selector.metric()).isEqualTo("up");
    assertThat(selector.matches("up", labels("a", "x\"y", "c", "a.b", "d", "y"))).isTrue();
    assertThat(selector.matches("up", labels("a", "x\"y", "c", "a-b", "d", "y"))).isFalse();
    assertThat(selector.matches("up", labels("a", "x\"y", "c", "xa.b", "d", "y"))).isFalse();
    assertThat(selector.matches("up", labels("a", "x\"y", "d", "Zoo"))).isFalse();
    assertThat(selector.matches("up", labels("a", "x\"y", "b", "n"))).isFalse();
    assertThat(selector.matches("down", labels("a", "x\"y"))).isFalse();
  }

  private static java.util.function.UnaryOperator<String> labels(String... pairs) {
    return name -> {
      for (int i = 0; i < pairs.length; i += 2) {
        if (pairs[i].equals(name)) {
          return pairs[i + 1];
        }
      }
      return "";
    };
  }

  @ParameterizedTest
  @CsvSource({
    "1 + 2 * 3, 7",
    "(1 + 2) * 3, 9",
    "8 / 4 / 2, 1",
    "8 - 4 - 2, 2",
    "-2 * -3 - -1, 7",
    "2 * -+-3, 6",
    "0x10 + 1e1 + .5, 26.5",
  })
  void parse_numbers_areReckonedByPrecedence(String query, double value) {
    assertThat(PromqlParser.parse(query)).isEqualTo(new Constant(value));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "a or b and c; a or (b and c)",
        "a and b or c; (a and b) or c",
        "a and b unless c; (a and b) unless c",
        "a and b < 5; a and (b < 5)",
        "a == b + c; a == (b + c)",
        "a < b == c; (a < b) == c",
        "a + b / c; a + (b / c)",
        "a - b - c; (a - b) - c",
        "-a / b; (-a) / b",
        "a * 0 + on (x) group_left () b; (a * 0) + on (x) group_left () b",
        "a AND ON (x) b; a and on (x) b",
        "SUM(a) BY (x); sum by (x) (a)",
      })
  void parse_operators_bindLikePrometheus(String loose, String explicit) {
    assertThat(PromqlParser.parse(loose)).isEqualTo(PromqlParser.parse(explicit));
  }

  @Test
  void parse_differentGrouping_isDifferent() {
    assertThat(PromqlParser.parse("a - (b - c)")).isNotEqualTo(PromqlParser.parse("a - b - c"));
    assertThat(PromqlParser.parse("(a or b) and c"))
        .isNotEqualTo(PromqlParser.parse("a or b and c"));
  }

  @Test
  void parse_matching_readsLabelsGroupingAndWhatIsIncluded() {
    Binary left = (Binary) PromqlParser.parse("a * on (x, y) group_left (z) b");
    Binary right = (Binary) PromqlParser.parse("a * ignoring (x) group_right b");

    assertThat(left.matching())
        .isEqualTo(new Matching(true, List.of("x", "y"), Grouping.LEFT, List.of("z")));
    assertThat(right.matching())
        .isEqualTo(new Matching(false, List.of("x"), Grouping.RIGHT, List.of()));
  }

  @Test
  void parse_range_isInMilliseconds() {
    Aggregate sum = (Aggregate) PromqlParser.parse("sum without (a) (rate(b[1h30m500ms]))");

    assertThat(sum.without()).isTrue();
    assertThat(((OverRange) sum.vector()).rangeMillis()).isEqualTo(5_400_500);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {
        "topk(5, a); 0; `topk` is not understood here",
        "sum(histogram_quantile(0.9, a)); 4; may use selectors, sum",
        "a[5m]; 1; `[` is not understood here",
        "a offset 5m; 2; `offset` is not understood here",
        "a > bool 0; 4; `bool` is not understood here",
        "a ^ 2; 2; `^` is not understood here",
        "rate(a); 6; \"[\" expected",
        "rate(a[5m:1m]); 9; \"]\" expected",
        "rate(a[2d]); 6; more than a day",
        "sum by (__name__) (a); 8; `__name__` is not understood here",
        "a and 1; 2; stands between sets",
        "1 < 2; 2; cannot be compared",
        "a and on (x) group_left () b; 13; has no grouping",
        "1 + on (x) a; 2; has no labels",
        "sum(1); 4; series expected",
        "clamp_min(a, b); 13; a number expected",
        "{x=~\".*\"}; 0; needs a metric",
        "a{x=~\"(\"}; 5; is no regular expression",
        "a{x=~\"a(?=b)\"}; 5; no regular expression of RE2",
        "a{x=1}; 4; a text in quotes expected",
        "a{x<\"1\"}; 3; one of = != =~ !~",
        "a{x=\"1; 4; nothing closes",
        "sum(a; 5; \")\" expected",
        "a +; 3; the query ends",
        "a b; 2; `b` is not understood",
        "a ~ b; 2; is not understood",
      })
  void parse_whatIsOutside_isRefusedWithItsPlace(String query, int position, String problem) {
    assertThatThrownBy(() -> PromqlParser.parse(query))
        .isInstanceOfSatisfying(
            PromqlException.class, e -> assertThat(e.position()).isEqualTo(position))
        .hasMessageContaining("character " + (position + 1))
        .hasMessageContaining(problem);
  }

  @ParameterizedTest
  @ValueSource(strings = {"(", "-(", "sum("})
  void parse_endlessNesting_isRefused(String open) {
    assertThatThrownBy(() -> PromqlParser.parse(open.repeat(10_000)))
        .isInstanceOf(PromqlException.class)
        .hasMessageContaining("nested too deeply");
  }

  private Profile profile(String yaml) throws IOException {
    return Profiles.fromFile(Files.writeString(folder.resolve("own.yaml"), yaml));
  }

  private static List<String> queries(Profile profile) {
    String by = String.join(", ", profile.workload().by());
    return profile.quantities().stream()
        .flatMap(quantity -> quantity.alternatives().stream())
        .map((QueryTemplate template) -> template.promql(by, SPANS, ""))
        .toList();
  }
}
