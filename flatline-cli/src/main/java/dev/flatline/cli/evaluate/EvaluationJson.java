package dev.flatline.cli.evaluate;

import dev.flatline.cli.evaluate.Intervals.Interval;
import dev.flatline.core.finding.Severity;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/// An evaluation as JSON: times in seconds, levels and shares from 0 to 1.
final class EvaluationJson {
  private static final JsonMapper MAPPER = JsonMapper.shared();

  private EvaluationJson() {}

  static String of(Evaluation evaluation) {
    ObjectNode root = MAPPER.createObjectNode();
    EvaluationPlan plan = evaluation.plan();
    root.putObject("plan")
        .put("learn_seconds", plan.learning().toSeconds())
        .put("within_seconds", plan.within().toSeconds())
        .put("trials", plan.trials())
        .put("seed", plan.seed())
        .put("part", plan.part().label());
    ArrayNode miners = root.putArray("miners");
    plan.miners().forEach(one -> miners.add(one.name()));
    writeFalseFindings(evaluation.falseFindings(), root.putObject("false_findings"));
    ArrayNode recall = root.putArray("recall");
    evaluation.recall().forEach(row -> writeRecall(row, recall.addObject()));
    writeOnPlateaus(evaluation.onPlateaus(), root.putObject("batch_by_plateaus"));
    ArrayNode onSpiky = root.putArray("spiky");
    for (SpikyRecall one : evaluation.onSpiky()) {
      writeNoticed(one.noticed(), onSpiky.addObject().put("level", one.level()));
    }
    ArrayNode byMiner = root.putArray("by_miner");
    for (MinerRecall one : evaluation.byMiner()) {
      ObjectNode row = byMiner.addObject();
      row.put("recording", one.recording()).put("batch", one.batch());
      writeNoticed(one.noticed(), row);
    }
    ObjectNode power = root.putObject("smallest_noticed");
    new TreeMap<>(evaluation.power())
        .forEach(
            (workload, level) -> {
              if (level == Evaluation.NO_POWER) {
                power.putNull(workload);
              } else {
                power.put(workload, level);
              }
            });
    root.put("left_out", evaluation.leftOut());
    return MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(root) + "\n";
  }

  private static void writeFalseFindings(FalseFindings clean, ObjectNode into) {
    into.put("workloads", clean.workloads()).put("workload_days", clean.days());
    for (Severity severity : Severity.values()) {
      write(clean, clean.atLeast(severity), into.putObject("at_least_" + severity.label()));
    }
    for (FixedRule rule : FixedRule.values()) {
      write(
          clean,
          clean.episodes().getOrDefault(rule, 0),
          into.putObject(rule.name().toLowerCase(Locale.ROOT)));
    }
  }

  private static void write(FalseFindings clean, int count, ObjectNode into) {
    Interval interval = Intervals.ofCount(count);
    into.put("count", count)
        .put("per_thousand_days", clean.perThousandDays(count))
        .put("low", clean.perThousandDays(interval.low()))
        .put("high", clean.perThousandDays(interval.high()));
  }

  private static void writeRecall(Recall row, ObjectNode into) {
    into.put("shape", row.shape().label()).put("level", row.level()).put("batch", row.batch());
    writeNoticed(row.noticed(), into);
  }

  private static void writeNoticed(Noticed row, ObjectNode into) {
    into.put("trials", row.trials())
        .put("high", row.high())
        .put("published_rule", row.byPublishedRule())
        .put("load_alert", row.byThreshold());
    writeShare(row.medium(), row.trials(), into.putObject("medium"));
    writeSeconds(row.delays(), into.putArray("delays_seconds"));
  }

  private static void writeOnPlateaus(PlateauRecall row, ObjectNode into) {
    into.put("trials", row.trials())
        .put("high", row.high())
        .put("unfollowed", row.unfollowed())
        .put("without", row.without());
    writeShare(row.medium(), row.trials(), into.putObject("medium"));
    writeSeconds(row.plateaus(), into.putArray("plateaus_seconds"));
  }

  private static void writeShare(int count, int of, ObjectNode into) {
    Interval interval = Intervals.ofProportion(count, of);
    into.put("count", count).put("low", interval.low()).put("high", interval.high());
  }

  private static void writeSeconds(List<Long> millis, ArrayNode into) {
    millis.forEach(one -> into.add(one / 1000));
  }
}
