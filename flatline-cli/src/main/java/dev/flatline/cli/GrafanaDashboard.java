package dev.flatline.cli;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/// A Grafana dashboard, in the classic JSON model, over the series that [PrometheusRules] records.
final class GrafanaDashboard {
  private GrafanaDashboard() {}

  static String write(RulesParameters parameters, List<RulesExporter> exporters) {
    Map<String, String> values = new HashMap<>(parameters.holes());
    values.put("variables", forEach(exporters, "dashboard-variable.json", parameters));
    values.put("rows", forEach(exporters, "dashboard-row.json", parameters));
    return RulesTemplate.named("dashboard.json").render(values);
  }

  private static String forEach(
      List<RulesExporter> exporters, String resource, RulesParameters parameters) {
    RulesTemplate template = RulesTemplate.named(resource);
    return exporters.stream()
        .map(exporter -> template.render(parameters.holes(exporter)).strip())
        .collect(Collectors.joining(",\n"));
  }
}
