package dev.flatline.cli;

import java.util.List;

/// Prometheus recording and alerting rules that make the published check, as a rule file.
final class PrometheusRules {
  private PrometheusRules() {}

  static String write(RulesParameters parameters, List<RulesExporter> exporters) {
    StringBuilder text =
        new StringBuilder(RulesTemplate.named("header.yml").render(parameters.holes()));
    RulesTemplate check = RulesTemplate.named("check.yml");
    for (RulesExporter exporter : exporters) {
      text.append('\n')
          .append(RulesTemplate.named(exporter.template()).render(parameters.holes(exporter)))
          .append('\n')
          .append(check.render(parameters.holes(exporter)));
    }
    return text.toString();
  }
}
