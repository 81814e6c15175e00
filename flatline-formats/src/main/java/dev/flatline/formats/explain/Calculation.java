package dev.flatline.formats.explain;

import dev.flatline.core.detect.compute.AccountingContradictionDetector;
import dev.flatline.core.detect.compute.BurstDetector;
import dev.flatline.core.detect.compute.DecouplingDetector;
import dev.flatline.core.detect.compute.FloorDetector;
import dev.flatline.core.detect.compute.NoveltyDetector;
import dev.flatline.core.detect.compute.PlateauDetector;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.formats.text.QuantityText;
import java.util.ArrayList;
import java.util.List;

/// What one piece of evidence rests on: each number in the equation that it appears in, done
/// again from the evidence's values alone. A line whose values are missing, because an older
/// version wrote the finding, is left out; a value that no line tells stands at the end by its
/// name.
///
/// @param lines in this order, ASCII but for what a value's name may hold
/// @param strengthDecibans the strength as calculated here; NaN where its values are missing or
///     it does not follow from values
/// @param returnDays the return period as calculated here; NaN where there is none
public record Calculation(List<String> lines, double strengthDecibans, double returnDays) {
  /// How far apart two strengths are that read the same, decibans.
  private static final double SAME_DECIBANS = 0.05;

  /// Copies the list.
  public Calculation {
    lines = List.copyOf(lines);
  }

  /// Of this evidence.
  public static Calculation of(Evidence evidence) {
    EvidenceValues values = new EvidenceValues(evidence);
    Calculation told =
        switch (evidence.detector()) {
          case NoveltyDetector.ID -> NoveltyCalculation.of(evidence, values);
          case BurstDetector.ID -> BurstCalculation.of(evidence, values);
          case FloorDetector.ID -> FloorCalculation.of(evidence, values);
          case DecouplingDetector.ID -> DecouplingCalculation.of(evidence, values);
          case PlateauDetector.ID -> PlateauCalculation.of(evidence, values);
          case AccountingContradictionDetector.ID -> AccountingCalculation.of(evidence, values);
          default -> ofLines(List.of());
        };
    List<String> lines = new ArrayList<>(told.lines);
    values.untold().forEach(value -> lines.add(QuantityText.of(value)));
    return new Calculation(lines, told.strengthDecibans, told.returnDays);
  }

  /// Lines from which no strength follows.
  static Calculation ofLines(List<String> lines) {
    return new Calculation(lines, Double.NaN, Double.NaN);
  }

  /// What a strength as calculated here is worth telling: its line, or, where another version of
  /// the program came to something else, that it did.
  static String strengthLine(Evidence evidence, double decibans, String equation) {
    return Math.abs(decibans - evidence.strengthDecibans()) <= SAME_DECIBANS
        ? equation
        : "strength: "
            + Words.decibans(evidence.strengthDecibans())
            + " by another version's rules";
  }
}
