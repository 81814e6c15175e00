package dev.flatline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.function.DoubleUnaryOperator;
import java.util.function.IntFunction;

/// What exporters serve for eighty minutes, and what the rules must make of it: one test of
/// promtool, at the shortest and at the longest scrape interval that the rules are for.
final class RuleScenario {
  private static final int MINUTES = 80;
  private static final List<Integer> SCRAPE_SECONDS = List.of(15, 60);

  private final List<IntFunction<String>> series = new ArrayList<>();
  private final List<String> expectations = new ArrayList<>();

  RuleScenario counter(String name, CounterTrace trace) {
    series.add(
        scrapeSeconds ->
            "      - {series: '%s', values: '%s'}\n"
                .formatted(name, trace.values(scrapeSeconds, MINUTES)));
    return this;
  }

  RuleScenario counter(String name, DoubleUnaryOperator perSecond) {
    return counter(name, CounterTrace.growing(perSecond));
  }

  RuleScenario gauge(String name, double value) {
    series.add(
        scrapeSeconds ->
            "      - {series: '%s', values: '%s+0x%d'}\n"
                .formatted(name, value, MINUTES * 60 / scrapeSeconds));
    return this;
  }

  RuleScenario fires(String alert, int... minutes) {
    return expect(
        "sum(ALERTS{alertname=\"%s\", alertstate=\"firing\"})".formatted(alert), 1, minutes);
  }

  RuleScenario isSilent(String alert, int... minutes) {
    return expect(
        "sum(ALERTS{alertname=\"%s\", alertstate=\"firing\"}) or vector(0)".formatted(alert),
        0,
        minutes);
  }

  /// Expects exactly one series, within `tolerance` of a value.
  RuleScenario records(String name, double value, double tolerance, int... minutes) {
    return expect("sum(abs((%s) - %s) < bool %s)".formatted(name, value, tolerance), 1, minutes);
  }

  private RuleScenario expect(String expression, int value, int... minutes) {
    for (int minute : minutes) {
      expectations.add(
          "      - {expr: '%s', eval_time: %dm, exp_samples: [{labels: '{}', value: %d}]}\n"
              .formatted(expression, minute, value));
    }
    return this;
  }

  /// The file for `promtool test rules`.
  String testFile(String ruleFile) {
    StringBuilder text =
        new StringBuilder(
            "rule_files: [%s]\nevaluation_interval: 1m\ntests:\n".formatted(ruleFile));
    for (int scrapeSeconds : SCRAPE_SECONDS) {
      text.append("  - interval: %ds\n    input_series:\n".formatted(scrapeSeconds));
      series.forEach(one -> text.append(one.apply(scrapeSeconds)));
      text.append("    promql_expr_test:\n");
      expectations.forEach(text::append);
    }
    return text.toString();
  }
}
