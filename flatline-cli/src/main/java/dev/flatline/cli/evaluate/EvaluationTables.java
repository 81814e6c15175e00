package dev.flatline.cli.evaluate;

import dev.flatline.cli.evaluate.Intervals.Interval;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.report.EvaluationReport.PowerPoint;
import dev.flatline.formats.report.TitledTable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An evaluation as tables.
final class EvaluationTables {
  /// What is shown where nothing was counted.
  private static final String NOTHING = "–";

  private final Evaluation evaluation;

  EvaluationTables(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  /// One sentence of what was measured.
  String lead() {
    FalseFindings clean = evaluation.falseFindings();
    return String.format(
        Locale.ROOT,
        "%,d workloads, %,.0f workload-days after the first %d days of each.",
        clean.workloads(),
        clean.days(),
        evaluation.plan().learning().toDays());
  }

  List<TitledTable> all() {
    List<TitledTable> tables = new ArrayList<>(List.of(falseFindings()));
    if (evaluation.plan().injected()) {
      tables.add(recall());
      if (evaluation.onPlateaus().trials() > 0) {
        tables.add(onPlateaus());
      }
      tables.add(power());
    }
    return tables;
  }

  private TitledTable falseFindings() {
    List<List<String>> rows = new ArrayList<>();
    FalseFindings clean = evaluation.falseFindings();
    rows.add(falseRow("high", clean.atLeast(Severity.HIGH)));
    rows.add(falseRow("medium or high", clean.atLeast(Severity.MEDIUM)));
    rows.add(falseRow("all", clean.atLeast(Severity.LOW)));
    for (FixedRule rule : FixedRule.values()) {
      rows.add(falseRow(rule.text(), clean.episodes().getOrDefault(rule, 0)));
    }
    return new TitledTable(
        "False findings",
        "Everything that was found is counted as false: nobody is known to mine here.",
        List.of("what", "count", "per 1,000 workload-days", "95 % interval"),
        rows);
  }

  private List<String> falseRow(String what, int count) {
    FalseFindings clean = evaluation.falseFindings();
    Interval interval = Intervals.ofCount(count);
    return List.of(
        what,
        String.format(Locale.ROOT, "%,d", count),
        rate(clean, count),
        clean.days() == 0
            ? NOTHING
            : rate(clean, interval.low()) + " to " + rate(clean, interval.high()));
  }

  private static String rate(FalseFindings clean, double count) {
    return clean.days() == 0
        ? NOTHING
        : String.format(Locale.ROOT, "%.2f", clean.perThousandDays(count));
  }

  private TitledTable recall() {
    List<List<String>> rows = new ArrayList<>();
    for (Recall one : evaluation.recall()) {
      Interval interval = Intervals.ofProportion(one.medium(), one.trials());
      rows.add(
          List.of(
              one.shape().label(),
              percent(one.level(), 0),
              one.batch() ? "batch" : "other",
              String.format(Locale.ROOT, "%,d", one.trials()),
              share(one.medium(), one.trials()),
              percent(interval.low(), 1) + " to " + percent(interval.high(), 1),
              share(one.high(), one.trials()),
              delay(one, 0.5),
              delay(one, 0.95),
              share(one.byPublishedRule(), one.trials()),
              share(one.byThreshold(), one.trials())));
    }
    return new TitledTable(
        "Miners laid over these workloads",
        "Semi-synthetic. Within "
            + evaluation.plan().within().toHours()
            + " h; batch: at the level (less 5 % of it) or above for 1 % of the time or more."
            + leftOut(),
        List.of(
            "miner",
            "level",
            "workloads",
            "trials",
            "medium or high",
            "95 % interval",
            "high",
            "median",
            "p95",
            "published rule",
            "load alert"),
        rows);
  }

  private TitledTable onPlateaus() {
    PlateauRecall one = evaluation.onPlateaus();
    Interval interval = Intervals.ofProportion(one.medium(), one.trials());
    long[] plateaus = one.plateaus().stream().mapToLong(Long::longValue).toArray();
    String note =
        "Of steady miners at full speed, within twice the longest that the workload itself was at"
            + " 95 %% of capacity or above in the 30 days before. Left out: %,d whose telemetry ends"
            + " sooner, %,d on workloads that were not for half an hour.";
    return new TitledTable(
        "Batch workloads, by their own plateaus",
        String.format(Locale.ROOT, note, one.unfollowed(), one.without()),
        List.of("trials", "medium or high", "95 % interval", "high", "plateau, median", "longest"),
        List.of(
            List.of(
                String.format(Locale.ROOT, "%,d", one.trials()),
                share(one.medium(), one.trials()),
                percent(interval.low(), 1) + " to " + percent(interval.high(), 1),
                share(one.high(), one.trials()),
                duration(quantile(plateaus, 0.5)),
                duration(quantile(plateaus, 1)))));
  }

  private String delay(Recall one, double quantile) {
    if (one.delays().isEmpty()) {
      return NOTHING;
    }
    long[] values = one.delays().stream().mapToLong(Long::longValue).toArray();
    Interval interval =
        Intervals.ofStatistic(
            one.delays(),
            sorted -> quantile(sorted, quantile),
            evaluation.plan().random(one.shape().label(), "bootstrap", (int) (100 * one.level())));
    return duration(quantile(values, quantile))
        + " ("
        + duration(interval.low())
        + " to "
        + duration(interval.high())
        + ")";
  }

  private static double quantile(long[] sorted, double p) {
    return sorted[(int) Math.min(sorted.length - 1L, (long) Math.ceil(p * sorted.length) - 1)];
  }

  private String leftOut() {
    return evaluation.leftOut() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            " Left out: %,d miners in workloads that were reported already.",
            evaluation.leftOut());
  }

  private TitledTable power() {
    List<List<String>> rows = new ArrayList<>();
    for (PowerPoint point : powerPoints(evaluation)) {
      rows.add(List.of(percent(point.level(), 0), percent(point.share(), 1)));
    }
    return new TitledTable(
        "Detection power",
        "The smallest steady miner that would be noticed.",
        List.of("share of capacity", "workloads on which it and all larger ones are noticed"),
        rows);
  }

  /// The share of workloads that would notice a steady miner, by its level.
  static List<PowerPoint> powerPoints(Evaluation evaluation) {
    int all = Math.max(1, evaluation.power().size());
    List<PowerPoint> points = new ArrayList<>();
    for (double level : evaluation.plan().levels()) {
      double able = evaluation.power().values().stream().filter(power -> power <= level).count();
      points.add(new PowerPoint(level, able / all));
    }
    return points;
  }

  private static String share(int count, int of) {
    return of == 0 ? NOTHING : percent((double) count / of, 1);
  }

  private static String percent(double share, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f %%", 100 * share);
  }

  private static String duration(double millis) {
    Duration length = Duration.ofMillis((long) millis);
    return length.toHours() >= 3
        ? String.format(Locale.ROOT, "%.1f h", length.toMinutes() / 60.0)
        : length.toMinutes() + " min";
  }
}
