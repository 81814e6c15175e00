package dev.flatline.formats.explain;

import dev.flatline.core.detect.compute.ValueNames;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.feature.Feature;
import java.util.ArrayList;
import java.util.List;

/// The calculation of `compute.bursts`.
final class BurstCalculation {
  private BurstCalculation() {}

  static Calculation of(Evidence evidence, EvidenceValues values) {
    List<String> lines = new ArrayList<>();
    if (values.has(ValueNames.BURSTS, ValueNames.LEVEL)) {
      lines.add(bursts(values));
    }
    RarityCalculation rarity = new RarityCalculation(evidence, values);
    lines.addAll(rarity.rate());
    lines.addAll(rarity.strength());
    lines.addAll(rarity.past());
    return new Calculation(lines, rarity.strengthDecibans(), rarity.returnDays());
  }

  private static String bursts(EvidenceValues values) {
    String level = Words.percent(values.get(ValueNames.LEVEL));
    String bursts = "bursts: " + Words.number(values.get(ValueNames.BURSTS)) + " above " + level;
    if (values.has(Feature.PLATEAU_LEVEL)) {
      bursts += ", the newest at " + Words.percent(values.get(Feature.PLATEAU_LEVEL));
    }
    if (values.has(ValueNames.BURSTS_TOGETHER, ValueNames.LIKE_LENGTH)) {
      bursts +=
          ("; those of the last day last %s together; like it is a day with three such bursts or a"
                  + " stretch of %s or more above %s")
              .formatted(
                  Words.seconds(values.get(ValueNames.BURSTS_TOGETHER)),
                  Words.seconds(values.get(ValueNames.LIKE_LENGTH)),
                  level);
    }
    return bursts;
  }
}
