package dev.flatline.formats.explain;

import static dev.flatline.formats.explain.Words.decibans;
import static dev.flatline.formats.explain.Words.number;
import static dev.flatline.formats.explain.Words.percent;
import static dev.flatline.formats.explain.Words.seconds;

import dev.flatline.core.detect.compute.ValueNames;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.feature.Plane;
import java.util.ArrayList;
import java.util.List;

/// The calculation of `compute.accounting`.
final class AccountingCalculation {
  private final Evidence evidence;
  private final EvidenceValues values;
  private final List<String> lines = new ArrayList<>();

  private AccountingCalculation(Evidence evidence, EvidenceValues values) {
    this.evidence = evidence;
    this.values = values;
  }

  static Calculation of(Evidence evidence, EvidenceValues values) {
    return new AccountingCalculation(evidence, values).calculation();
  }

  private Calculation calculation() {
    planes();
    gap();
    tolerance();
    past();
    double strength = strength();
    return new Calculation(lines, strength, Double.NaN);
  }

  private void planes() {
    List<String> told = new ArrayList<>();
    for (Plane plane : Plane.values()) {
      String name = plane.metric().metricName();
      if (values.has(name)) {
        told.add(plane.text() + " " + percent(values.get(name)));
      }
    }
    if (!told.isEmpty()) {
      lines.add("CPU as told by: " + String.join(", ", told));
    }
  }

  private void gap() {
    if (values.has(
        ValueNames.PLANE_GAP,
        ValueNames.PLANE_GAP_MEAN,
        ValueNames.PLANE_GAP_MEDIAN,
        ValueNames.PLANE_MINUTES)) {
      lines.add(
          "difference, minute by minute over %s minutes: min(mean %s, median %s) = %s"
              .formatted(
                  number(values.get(ValueNames.PLANE_MINUTES)),
                  number(values.get(ValueNames.PLANE_GAP_MEAN)),
                  number(values.get(ValueNames.PLANE_GAP_MEDIAN)),
                  number(values.get(ValueNames.PLANE_GAP))));
    }
  }

  private void tolerance() {
    if (values.has(
        ValueNames.PLANE_TOLERANCE,
        ValueNames.PLANE_TOLERANCE_BASE,
        ValueNames.INTERRUPTS_ALLOWED,
        ValueNames.STEAL_ALLOWED)) {
      lines.add(
          "allowed: %s for this pair + %s interrupts + %s stolen = %s"
              .formatted(
                  number(values.get(ValueNames.PLANE_TOLERANCE_BASE)),
                  number(values.get(ValueNames.INTERRUPTS_ALLOWED)),
                  number(values.get(ValueNames.STEAL_ALLOWED)),
                  number(values.get(ValueNames.PLANE_TOLERANCE))));
    }
  }

  private void past() {
    if (values.has(ValueNames.AGREED_DAYS, ValueNames.LEARNING_DAYS)) {
      lines.add(
          "agreed before: for %s days (asked of an onset: %s)"
              .formatted(
                  number(values.get(ValueNames.AGREED_DAYS)),
                  number(values.get(ValueNames.LEARNING_DAYS))));
    }
    if (values.has(ValueNames.DISAGREED, ValueNames.ESTABLISHED_AFTER)) {
      lines.add(
          "not since: %s (asked of an onset: %s)"
              .formatted(
                  seconds(values.get(ValueNames.DISAGREED)),
                  seconds(values.get(ValueNames.ESTABLISHED_AFTER))));
    }
    if (values.has(ValueNames.HIGHER_RISE, ValueNames.LOWER_RISE)) {
      lines.add(
          "since they last agreed: who tells more changed by %s, who tells less by %s (asked of an"
                  .formatted(
                      number(values.get(ValueNames.HIGHER_RISE)),
                      number(values.get(ValueNames.LOWER_RISE)))
              + " onset: at least half of the difference, and more than minus half of it)");
    }
  }

  private double strength() {
    if (!values.has(ValueNames.PLANES_STRENGTH)) {
      return Double.NaN;
    }
    double planes = values.get(ValueNames.PLANES_STRENGTH);
    if (values.has(ValueNames.PLANES_CONFIRMING)) {
      lines.add(
          "planes alone: %s, as %s more tell the same"
              .formatted(decibans(planes), number(values.get(ValueNames.PLANES_CONFIRMING))));
    }
    boolean onset = evidence.aspect() == Aspect.ACCOUNTING_ONSET;
    if (!onset) {
      lines.add(
          Calculation.strengthLine(evidence, planes, "strength: by planes = " + decibans(planes)));
      return planes;
    }
    return values.has(ValueNames.AGREED_DAYS, ValueNames.STRONGEST, ValueNames.LONGEST_PAST)
        ? ofOnset(planes)
        : Double.NaN;
  }

  private double ofOnset(double planes) {
    double longest = values.get(ValueNames.LONGEST_PAST);
    double days = Math.min(values.get(ValueNames.AGREED_DAYS), longest);
    double cap = values.get(ValueNames.STRONGEST);
    double novelty = Math.min(cap, 10 * Math.log10(2 * (days + 1)));
    double strength = Math.max(planes, novelty);
    lines.add(
        Calculation.strengthLine(
            evidence,
            strength,
            "strength = max(%s, min(%s, -10 log10(0.5 / (%s + 1)))) = %s, of at most %s days"
                .formatted(
                    decibans(planes),
                    decibans(cap),
                    number(days),
                    decibans(strength),
                    number(longest))));
    return strength;
  }
}
