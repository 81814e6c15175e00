package dev.flatline.cli.evaluate;

import dev.flatline.formats.report.TitledTable;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// Which miners were noticed, as tables.
final class RecallTables {
  private final Evaluation evaluation;

  RecallTables(Evaluation evaluation) {
    this.evaluation = evaluation;
  }

  List<TitledTable> all() {
    List<TitledTable> tables = new ArrayList<>(List.of(byShape()));
    if (evaluation.onPlateaus().trials() > 0) {
      tables.add(onPlateaus());
    }
    if (!evaluation.onSpiky().isEmpty()) {
      tables.add(onSpiky());
    }
    if (!evaluation.byMiner().isEmpty()) {
      tables.add(byMiner());
    }
    return tables;
  }

  private TitledTable byShape() {
    List<List<String>> rows = new ArrayList<>();
    for (Recall one : evaluation.recall()) {
      String seed = one.shape().label() + one.level() + one.batch();
      rows.add(
          row(
              List.of(one.shape().label(), Cells.percent(one.level(), 0), workloads(one.batch())),
              one.noticed(),
              seed));
    }
    return new TitledTable(
        "Miners laid over these workloads",
        "Semi-synthetic. Within "
            + evaluation.plan().within().toHours()
            + " h; batch: at the level (less 5 % of it) or above for 1 % of the time or more."
            + leftOut(),
        header("miner", "level", "workloads"),
        rows);
  }

  private String leftOut() {
    return evaluation.leftOut() == 0
        ? ""
        : String.format(
            Locale.ROOT,
            " Left out: %,d miners in workloads that were reported already.",
            evaluation.leftOut());
  }

  private TitledTable onSpiky() {
    List<List<String>> rows = new ArrayList<>();
    for (SpikyRecall one : evaluation.onSpiky()) {
      List<String> first = List.of(Cells.percent(one.level(), 0));
      rows.add(row(first, one.noticed(), "spiky" + one.level()));
    }
    return new TitledTable(
        "Spiky workloads",
        "The steady ones above, batch or not, on workloads whose CPU has a standard deviation of "
            + Cells.percent(Course.SPIKY_DEVIATION, 0)
            + " of capacity or more.",
        header("level"),
        rows);
  }

  private TitledTable byMiner() {
    List<List<String>> rows = new ArrayList<>();
    for (MinerRecall one : evaluation.byMiner()) {
      List<String> first = List.of(one.recording(), workloads(one.batch()));
      rows.add(row(first, one.noticed(), one.recording() + one.batch()));
    }
    return new TitledTable(
        "By miner",
        "The steady ones above, all levels together, by the recording whose noise they have.",
        header("recording", "workloads"),
        rows);
  }

  private TitledTable onPlateaus() {
    PlateauRecall one = evaluation.onPlateaus();
    return new TitledTable(
        "Batch workloads, by their own plateaus",
        "Of steady miners at full speed, within twice the longest that the workload itself was at"
            + " 95 % of capacity or above in the 30 days before; time in which nothing is measured"
            + " for longer than two hours does not count. Left out: "
            + Cells.count(one.unfollowed())
            + " whose telemetry ends sooner, "
            + Cells.count(one.without())
            + " on workloads that were not for half an hour.",
        List.of("trials", "medium or high", "95 % interval", "high", "plateau, median", "longest"),
        List.of(
            List.of(
                Cells.count(one.trials()),
                Cells.share(one.medium(), one.trials()),
                Cells.interval(one.medium(), one.trials()),
                Cells.share(one.high(), one.trials()),
                Cells.quantile(one.plateaus(), 0.5),
                Cells.quantile(one.plateaus(), 1))));
  }

  private static String workloads(boolean batch) {
    return batch ? "batch" : "other";
  }

  private static List<String> header(String... first) {
    List<String> header = new ArrayList<>(List.of(first));
    header.addAll(List.of("trials", "medium or high", "95 % interval", "high", "median", "p95"));
    header.addAll(List.of("published rule", "load alert"));
    return header;
  }

  /// @param seed what the intervals of the times are drawn by
  private List<String> row(List<String> first, Noticed noticed, String seed) {
    List<String> row = new ArrayList<>(first);
    row.add(Cells.count(noticed.trials()));
    row.add(Cells.share(noticed.medium(), noticed.trials()));
    row.add(Cells.interval(noticed.medium(), noticed.trials()));
    row.add(Cells.share(noticed.high(), noticed.trials()));
    for (double quantile : new double[] {0.5, 0.95}) {
      row.add(
          Cells.quantile(
              noticed.delays(), quantile, evaluation.plan().random(seed, "bootstrap", 0)));
    }
    row.add(Cells.share(noticed.byPublishedRule(), noticed.trials()));
    row.add(Cells.share(noticed.byThreshold(), noticed.trials()));
    return row;
  }
}
