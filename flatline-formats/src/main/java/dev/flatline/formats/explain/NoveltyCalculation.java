package dev.flatline.formats.explain;

import static dev.flatline.formats.explain.Words.number;
import static dev.flatline.formats.explain.Words.percent;
import static dev.flatline.formats.explain.Words.seconds;
import static dev.flatline.formats.explain.Words.yesOrNo;

import dev.flatline.core.detect.compute.ValueNames;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.feature.Feature;
import java.util.ArrayList;
import java.util.List;

/// The calculation of `compute.novelty`.
final class NoveltyCalculation {
  private static final String[] ASKED_OF_ESTABLISHED = {
    ValueNames.ESTABLISHED_LEVEL,
    ValueNames.ESTABLISHED_AFTER,
    ValueNames.LEVEL,
    ValueNames.STRETCH,
    ValueNames.RISE_AT_ONSET,
    ValueNames.LEAST_STEP
  };

  private final Evidence evidence;
  private final EvidenceValues values;
  private final List<String> lines = new ArrayList<>();

  private NoveltyCalculation(Evidence evidence, EvidenceValues values) {
    this.evidence = evidence;
    this.values = values;
  }

  static Calculation of(Evidence evidence, EvidenceValues values) {
    return new NoveltyCalculation(evidence, values).told();
  }

  private Calculation told() {
    RarityCalculation rarity = new RarityCalculation(evidence, values);
    stretch();
    flat();
    beginning();
    lines.addAll(rarity.rate());
    double strength = rarity.strengthDecibans();
    if (evidence.aspect() == Aspect.LENGTH) {
      longer();
      strength = Double.NaN;
    } else {
      lines.addAll(rarity.strength());
      established();
    }
    lines.addAll(rarity.past());
    longestBefore();
    siblings();
    return new Calculation(lines, strength, rarity.returnDays());
  }

  private void stretch() {
    if (values.has(ValueNames.LEVEL, ValueNames.STRETCH)) {
      String level = percent(values.get(ValueNames.LEVEL));
      lines.add(
          "stretch: above %s for %s%s%s"
              .formatted(level, seconds(values.get(ValueNames.STRETCH)), blind(), like(level)));
    }
  }

  private String blind() {
    return values.has(ValueNames.BLIND)
        ? ", without %s that were not measured".formatted(seconds(values.get(ValueNames.BLIND)))
        : "";
  }

  private String like(String level) {
    return values.has(ValueNames.LIKE_LENGTH)
        ? "; like it is %s or more above %s"
            .formatted(seconds(values.get(ValueNames.LIKE_LENGTH)), level)
        : "";
  }

  private void flat() {
    if (!values.has(Feature.CPU_MINUTE_CV)) {
      return;
    }
    String flat = "flat: CV from minute to minute " + number(values.get(Feature.CPU_MINUTE_CV));
    if (values.has(ValueNames.LARGEST_MINUTE_CV)) {
      flat += ", at most " + number(values.get(ValueNames.LARGEST_MINUTE_CV));
    }
    String largest = ValueNames.LARGEST_ROUGHNESS;
    if (values.has(Feature.CPU_ROUGHNESS.featureName(), largest)) {
      double roughness = values.get(Feature.CPU_ROUGHNESS);
      String inside = roughness > 0 ? number(roughness) : "none seen";
      flat += "; inside minutes " + inside + ", at most " + number(values.get(largest));
    }
    lines.add(flat);
  }

  private void beginning() {
    if (!values.has(ValueNames.RISE_AT_ONSET)) {
      return;
    }
    double rise = values.get(ValueNames.RISE_AT_ONSET);
    String rose =
        rise > 0
            ? "beginning: CPU rose by " + number(rise) + " of capacity"
            : "beginning: no rise above the scatter of the half hour before it, as far as known";
    lines.add(
        values.has(ValueNames.LEAST_STEP)
            ? rose + "; a step is %s or more here".formatted(number(leastStep()))
            : rose);
  }

  private double leastStep() {
    return values.get(ValueNames.LEAST_STEP);
  }

  /// What makes of a new stretch an established one, and which of it holds.
  private void established() {
    double level = values.get(ValueNames.ESTABLISHED_LEVEL);
    double after = values.get(ValueNames.ESTABLISHED_AFTER);
    if (evidence.aspect() == Aspect.RARITY || !values.has(ASKED_OF_ESTABLISHED)) {
      return;
    }
    lines.add(
        "established: began with a step: %s; lasts %s: %s; above %s: %s"
            .formatted(
                yesOrNo(values.get(ValueNames.RISE_AT_ONSET) >= leastStep()),
                seconds(after),
                yesOrNo(values.get(ValueNames.STRETCH) >= after),
                percent(level),
                yesOrNo(values.get(ValueNames.LEVEL) >= level)));
  }

  private void longer() {
    values.get(ValueNames.ESTABLISHED_LEVEL);
    values.get(ValueNames.ESTABLISHED_AFTER);
    if (values.has(ValueNames.STRETCH, ValueNames.LONGEST_BEFORE, ValueNames.LONGER_TIMES)) {
      double stretch = values.get(ValueNames.STRETCH);
      double longest = values.get(ValueNames.LONGEST_BEFORE);
      lines.add(
          "longer than ever: %s / %s = %s, at least %s"
              .formatted(
                  seconds(stretch),
                  seconds(longest),
                  number(stretch / longest),
                  number(values.get(ValueNames.LONGER_TIMES))));
    }
    if (values.has(ValueNames.LONGER_LEAST)) {
      lines.add(
          "asked of its length: " + seconds(values.get(ValueNames.LONGER_LEAST)) + " or more");
    }
    lines.add("strength: " + Words.decibans(evidence.strengthDecibans()) + " whatever the rate");
  }

  private void longestBefore() {
    if (evidence.aspect() != Aspect.LENGTH && values.has(ValueNames.LONGEST_BEFORE)) {
      double longest = values.get(ValueNames.LONGEST_BEFORE);
      lines.add(
          "longest above this level before: "
              + (longest > 0 ? seconds(longest) + " or a little more" : "none"));
    }
  }

  private void siblings() {
    if (values.has(ValueNames.SIBLINGS)) {
      double siblings = values.get(ValueNames.SIBLINGS);
      lines.add(
          "siblings that rise and fall with it and began the like with it: "
              + (siblings > 0 ? number(siblings) : "none"));
    }
  }
}
