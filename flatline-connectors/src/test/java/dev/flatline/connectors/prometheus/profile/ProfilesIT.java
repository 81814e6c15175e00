package dev.flatline.connectors.prometheus.profile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.prometheus.profile.QueryTemplate.Spans;
import dev.flatline.testkit.InstalledProgram;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Every query of every profile, in the promtool that comes with Prometheus 2.42.
class ProfilesIT {
  @TempDir private Path folder;

  @Test
  void queries_areValid() throws IOException, InterruptedException {
    Path promtool = InstalledProgram.require("promtool");
    StringBuilder rules = new StringBuilder("groups:\n  - name: queries\n    rules:\n");
    int number = 0;
    for (Profile profile : Profiles.bundled()) {
      for (String query : queries(profile)) {
        rules.append("      - record: query").append(number++).append("\n        expr: |\n");
        query.lines().forEach(line -> rules.append("          ").append(line).append('\n'));
      }
    }
    Path file = Files.writeString(folder.resolve("rules.yml"), rules);
    Path output = folder.resolve("output");

    int status =
        new ProcessBuilder(promtool.toString(), "check", "rules", file.toString())
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start()
            .waitFor();

    assertThat(status).as(Files.readString(output)).isZero();
    assertThat(number).isGreaterThan(60);
  }

  /// With and without matchers, each name filled in.
  private static List<String> queries(Profile profile) {
    Set<String> everything = new HashSet<>();
    profile.names().values().forEach(everything::addAll);
    List<QueryTemplate> templates =
        profile.quantities().stream()
            .flatMap(quantity -> quantity.alternatives().stream())
            .toList();
    templates.forEach(
        template -> template.selectors().forEach(selector -> everything.add(selector.metric())));
    String by = String.join(", ", profile.workload().by());
    return templates.stream()
        .flatMap(template -> template.resolved(profile.names(), everything).stream())
        .flatMap(
            template ->
                List.of(
                    template.promql(by, new Spans(60_000, 30_000), ""),
                    template.promql(by, new Spans(300_000, 300_000), "pod=~\"a|b\""))
                    .stream())
        .toList();
  }
}
