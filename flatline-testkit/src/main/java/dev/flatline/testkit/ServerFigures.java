package dev.flatline.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashMap;
import java.util.Map;

/// What a server says of itself under `/metrics`, as at one moment.
public final class ServerFigures {
  private final Map<String, Double> sums = new HashMap<>();

  private ServerFigures() {}

  /// Reads the text of Prometheus.
  public static ServerFigures of(String metrics) {
    ServerFigures figures = new ServerFigures();
    metrics.lines().filter(line -> line.startsWith("flatline_")).forEach(figures::add);
    return figures;
  }

  private void add(String line) {
    String name = line.substring(0, line.indexOf(line.contains("{") ? '{' : ' '));
    double value = Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1));
    sums.merge(name.replace("_total", ""), value, Double::sum);
  }

  /// The sum over all labels, 0 where there is nothing; without `flatline_` and `_total`.
  public long sum(String... names) {
    double all = 0;
    for (String name : names) {
      all += sums.getOrDefault("flatline_" + name, 0.0);
    }
    return Math.round(all);
  }

  /// Whether all that was queued as rows and all samples made of points were taken from the queue.
  public boolean isQuiet() {
    return sum("judge_received_samples") == sum("ingest_queued_rows", "push_samples");
  }

  /// That the equations of `docs/reference/server.md` hold.
  public void assertNothingIsLostUnseen() {
    assertThat(
            sum(
                "push_taken_points",
                "push_skipped_points",
                "push_unwanted_points",
                "push_no_room_points",
                "push_refused_points",
                "push_too_old_points",
                "push_too_far_ahead_points"))
        .as("points")
        .isEqualTo(sum("push_received_points"));
    assertThat(sum("ingest_queued_rows", "ingest_dropped", "ingest_turned_away_rows"))
        .as("rows")
        .isEqualTo(sum("ingest_received_rows"));
    assertThat(
            sum(
                "judge_judged_samples",
                "judge_held_samples",
                "judge_merged_samples",
                "judge_dropped_samples"))
        .as("samples")
        .isEqualTo(sum("judge_received_samples"));
  }
}
