package dev.flatline.cli.evaluate;

import dev.flatline.cli.evaluate.Intervals.Interval;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.report.EvaluationReport.PowerPoint;
import dev.flatline.formats.report.TitledTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// An evaluation as tables.
final class EvaluationTables {
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
      tables.addAll(new RecallTables(evaluation).all());
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
        Cells.count(count),
        rate(clean, count),
        clean.days() == 0
            ? Cells.NOTHING
            : rate(clean, interval.low()) + " to " + rate(clean, interval.high()));
  }

  private static String rate(FalseFindings clean, double count) {
    return clean.days() == 0
        ? Cells.NOTHING
        : String.format(Locale.ROOT, "%.2f", clean.perThousandDays(count));
  }

  private TitledTable power() {
    List<List<String>> rows = new ArrayList<>();
    for (PowerPoint point : powerPoints(evaluation)) {
      rows.add(List.of(Cells.percent(point.level(), 0), Cells.percent(point.share(), 1)));
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
}
