package dev.flatline.formats.explain;

import static dev.flatline.formats.explain.Words.number;

import dev.flatline.core.detect.compute.ValueNames;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.feature.Feature;
import java.util.ArrayList;
import java.util.List;

/// The calculation of `compute.plateau`.
final class PlateauCalculation {
  private PlateauCalculation() {}

  static Calculation of(Evidence evidence, EvidenceValues values) {
    List<String> lines = new ArrayList<>();
    String asked = values.has(ValueNames.RULE_MEAN) ? ask(values, ValueNames.RULE_MEAN, ">") : "";
    if (values.has(Feature.CPU_MEAN)) {
      lines.add("mean CPU %s%s".formatted(number(values.get(Feature.CPU_MEAN)), asked));
    }
    if (values.has(Feature.CPU_CV)) {
      lines.add(variation(values));
    }
    if (values.has(ValueNames.RULE_CORRELATION) || values.has(Feature.CORRELATION_CPU_NETWORK)) {
      lines.add(correlation(values));
    }
    if (values.has(Feature.CPU_FLOOR)) {
      double floor = values.get(Feature.CPU_FLOOR);
      lines.add("10th percentile: nine minutes of ten are above " + number(floor) + " of capacity");
    }
    lines.add(
        "strength: %s wherever the rule holds"
            .formatted(Words.decibans(evidence.strengthDecibans())));
    return Calculation.ofLines(lines);
  }

  private static String variation(EvidenceValues values) {
    String asked = values.has(ValueNames.RULE_CV) ? ask(values, ValueNames.RULE_CV, "<") : "";
    double cv = values.get(Feature.CPU_CV);
    return values.has(Feature.CPU_DEVIATION) && values.has(Feature.CPU_MEAN)
        ? "CV = standard deviation / mean = %s / %s = %s%s"
            .formatted(
                number(values.get(Feature.CPU_DEVIATION)),
                number(values.get(Feature.CPU_MEAN)),
                number(values.get(Feature.CPU_DEVIATION) / values.get(Feature.CPU_MEAN)),
                asked)
        : "CV " + number(cv) + asked;
  }

  private static String correlation(EvidenceValues values) {
    String asked =
        values.has(ValueNames.RULE_CORRELATION)
            ? ask(values, ValueNames.RULE_CORRELATION, "<")
            : "";
    return values.has(Feature.CORRELATION_CPU_NETWORK)
        ? "correlation with the network "
            + number(values.get(Feature.CORRELATION_CPU_NETWORK))
            + asked
        : "correlation with a network that does not move: counts as none" + asked;
  }

  private static String ask(EvidenceValues values, String name, String sign) {
    return " (asked: " + sign + " " + number(values.get(name)) + ")";
  }
}
