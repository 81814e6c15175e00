package dev.flatline.cli;

import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

/// The dashboard's queries, in the promtool that comes with Prometheus 2.42.
class GrafanaDashboardIT {
  @TempDir private Path folder;

  @Test
  void queries_areValid() throws Exception {
    Promtool promtool = Promtool.in(folder);
    StringBuilder rules = new StringBuilder("groups:\n  - name: queries\n    rules:\n");
    int number = 0;
    for (String query : queries()) {
      rules.append("      - record: query%d\n        expr: '%s'\n".formatted(number++, query));
    }
    promtool.write("queries.yml", rules.toString());
    promtool.passes("check", "rules", "queries.yml");
  }

  /// As Grafana sends them, its variables filled in.
  private static List<String> queries() {
    String text =
        GrafanaDashboard.write(RulesFixtures.defaults(), List.of(RulesExporter.values()))
            .replace("$__range", "24h")
            .replace("$instance", ".*")
            .replace("$namespace", "shop|web");
    return JsonMapper.shared().readTree(text).findValuesAsString("expr");
  }
}
