package dev.flatline.formats.explain;

import dev.flatline.core.detect.compute.ValueNames;
import dev.flatline.core.evidence.Evidence;
import java.util.ArrayList;
import java.util.List;

/// The calculation of `compute.floor`.
final class FloorCalculation {
  private FloorCalculation() {}

  static Calculation of(Evidence evidence, EvidenceValues values) {
    List<String> lines = new ArrayList<>();
    if (values.has(ValueNames.FLOOR, ValueNames.LEVEL, ValueNames.AT_FLOOR, ValueNames.STRETCH)) {
      lines.add(
          "floor: %s, at the level of %s; CPU was at it for %s of the %s since it was last below"
              .formatted(
                  Words.percent(values.get(ValueNames.FLOOR)),
                  Words.percent(values.get(ValueNames.LEVEL)),
                  Words.seconds(values.get(ValueNames.AT_FLOOR)),
                  Words.seconds(values.get(ValueNames.STRETCH))));
    }
    if (values.has(ValueNames.LIKE_LENGTH)) {
      lines.add(
          "like it: here a day with three hours at about that level; for the fleet, which knows no"
              + " floors, a stretch of %s or more above it"
                  .formatted(Words.seconds(values.get(ValueNames.LIKE_LENGTH))));
    }
    RarityCalculation rarity = new RarityCalculation(evidence, values);
    lines.addAll(rarity.rate());
    lines.addAll(rarity.strength());
    lines.addAll(rarity.past());
    return new Calculation(lines, rarity.strengthDecibans(), rarity.returnDays());
  }
}
