package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class GrafanaDashboardTest {
  private static final Pattern RECORDED = Pattern.compile("[a-z_]+:flatline_[a-z_]+:[a-z0-9_]+");

  private final JsonNode dashboard = dashboard(RulesExporterChoice.ALL);

  @Test
  void dashboard_canBeImported() {
    assertThat(dashboard.get("schemaVersion").asInt()).isEqualTo(42);
    assertThat(dashboard.get("id").isNull()).isTrue();
    assertThat(dashboard.get("uid").asString()).matches("[a-z-]{1,40}");
    assertThat(dashboard.get("title").asString()).isNotBlank();
  }

  @Test
  void panels_haveOneIdEachAndAPlaceInTheGrid() {
    JsonNode panels = dashboard.get("panels");
    assertThat(panels).extracting(panel -> panel.get("id").asInt()).doesNotHaveDuplicates();
    assertThat(panels)
        .allSatisfy(
            panel -> {
              JsonNode place = panel.get("gridPos");
              assertThat(place.get("x").asInt() + place.get("w").asInt()).isBetween(1, 24);
            });
  }

  @Test
  void dataSource_isAVariableEverywhere() {
    assertThat(dashboard.findValues("datasource"))
        .hasSizeGreaterThan(10)
        .allSatisfy(source -> assertThat(source.get("uid").asString()).isEqualTo("${datasource}"));
    assertThat(names(dashboard.get("templating").get("list")))
        .containsExactly("datasource", "instance", "namespace");
  }

  @ParameterizedTest
  @EnumSource
  void queries_readOnlyWhatTheRulesRecord(RulesExporterChoice choice) {
    String rules = PrometheusRules.write(RulesFixtures.defaults(), choice.exporters());
    List<String> read =
        RECORDED.matcher(dashboard(choice).toString()).results().map(MatchResult::group).toList();
    assertThat(read)
        .hasSizeGreaterThan(5)
        .allSatisfy(series -> assertThat(rules).contains("record: " + series + "\n"));
  }

  @Test
  void parameters_reachTheDashboard() {
    RulesParameters parameters =
        new RulesParameters(
            new RulesLimits(0.8, 0.1, 0.3),
            PrometheusDuration.parse("1h"),
            PrometheusDuration.parse("2m"),
            PrometheusDuration.parse("0s"));
    String text = GrafanaDashboard.write(parameters, List.of(RulesExporter.NODE));
    assertThat(JsonMapper.shared().readTree(text).findValuesAsString("expr"))
        .anySatisfy(query -> assertThat(query).contains("mean1h", "> 0.8"))
        .anySatisfy(query -> assertThat(query).contains("ratio_rate2m"));
    assertThat(text).contains("\"value\": 0.1}", "\"value\": 0.3}").doesNotContain("30m", "4m");
  }

  private static JsonNode dashboard(RulesExporterChoice choice) {
    return JsonMapper.shared()
        .readTree(GrafanaDashboard.write(RulesFixtures.defaults(), choice.exporters()));
  }

  private static List<String> names(JsonNode list) {
    return StreamSupport.stream(list.spliterator(), false)
        .map(one -> one.get("name").asString())
        .collect(Collectors.toList());
  }
}
