package dev.flatline.formats.explain;

import static dev.flatline.formats.explain.Words.decibans;
import static dev.flatline.formats.explain.Words.number;
import static dev.flatline.formats.explain.Words.percent;
import static dev.flatline.formats.explain.Words.seconds;

import dev.flatline.core.detect.compute.ValueNames;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.feature.Feature;
import dev.flatline.formats.explain.ThroughputCalculation.Side;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// The calculation of `compute.decoupling`.
final class DecouplingCalculation {
  private final Evidence evidence;
  private final EvidenceValues values;
  private final List<String> lines = new ArrayList<>();

  private DecouplingCalculation(Evidence evidence, EvidenceValues values) {
    this.evidence = evidence;
    this.values = values;
  }

  static Calculation of(Evidence evidence, EvidenceValues values) {
    return new DecouplingCalculation(evidence, values).told();
  }

  private Calculation told() {
    cpu();
    double rise = cpuRise();
    List<ThroughputCalculation> sides =
        List.of(
            new ThroughputCalculation(Side.NETWORK, values),
            new ThroughputCalculation(Side.DISK, values));
    sides.forEach(side -> lines.addAll(side.lines(rise)));
    List<ThroughputCalculation> measured =
        sides.stream().filter(side -> !Double.isNaN(side.decibans(rise))).toList();
    double strength = strength(measured, rise);
    coupling();
    return new Calculation(lines, strength, Double.NaN);
  }

  private void cpu() {
    if (!values.has(Feature.CPU_BEFORE) || !values.has(Feature.PLATEAU_LEVEL)) {
      return;
    }
    String cpu =
        (values.has(ValueNames.BURSTS)
                ? "CPU: %s between the "
                    + number(values.get(ValueNames.BURSTS))
                    + " bursts, %s in them"
                : "CPU: %s before, %s since")
            .formatted(
                percent(values.get(Feature.CPU_BEFORE)),
                percent(values.get(Feature.PLATEAU_LEVEL)));
    if (values.has(Feature.PLATEAU_SECONDS)) {
      cpu += ", for " + seconds(values.get(Feature.PLATEAU_SECONDS));
    }
    if (values.has(Feature.ONSET_SHARPNESS)) {
      String share = percent(values.get(Feature.ONSET_SHARPNESS));
      cpu += "; its first two minutes made " + share + " of the rise";
    }
    lines.add(cpu);
    if (values.has(ValueNames.LEAST_CPU_BEFORE)) {
      lines.add(riseLine());
    }
  }

  private String riseLine() {
    values.get(ValueNames.CPU_LOG_RISE);
    double least = values.get(ValueNames.LEAST_CPU_BEFORE);
    boolean idle = values.get(Feature.CPU_BEFORE) < least;
    return "what moves with the CPU rises by c = ln(%s / %s) = %s nats%s"
        .formatted(
            number(values.get(Feature.PLATEAU_LEVEL)),
            number(cpuBefore()),
            number(cpuRise()),
            idle ? " (CPU below " + percent(least) + " counts as that)" : "");
  }

  private double cpuBefore() {
    return Math.max(values.get(ValueNames.LEAST_CPU_BEFORE), values.get(Feature.CPU_BEFORE));
  }

  /// NaN where its values are missing.
  private double cpuRise() {
    return values.has(ValueNames.LEAST_CPU_BEFORE)
        ? Math.log(values.get(Feature.PLATEAU_LEVEL) / cpuBefore())
        : Double.NaN;
  }

  private double strength(List<ThroughputCalculation> sides, double rise) {
    if (sides.isEmpty() || !values.has(ValueNames.STRONGEST)) {
      return Double.NaN;
    }
    double cap = values.get(ValueNames.STRONGEST);
    double weakest =
        sides.stream().mapToDouble(side -> side.decibans(rise)).min().orElse(Double.NaN);
    double strength = Math.min(cap, weakest);
    String all =
        Stream.concat(sides.stream().map(side -> side.decibans(rise)), Stream.of(cap))
            .map(Words::decibans)
            .collect(Collectors.joining(", "));
    String counted =
        sides.size() == 1 ? sides.getFirst().name() + " alone" : "the side that says less";
    String equation =
        "strength = %s, at most %s: min(%s) = %s"
            .formatted(counted, decibans(cap), all, decibans(strength));
    lines.add(Calculation.strengthLine(evidence, strength, equation));
    return strength;
  }

  /// What CPU had to do with network and disk inside the window.
  private void coupling() {
    boolean told =
        values.has(
            ValueNames.COUPLED_CORRELATION, ValueNames.COUPLED_SHARE, ValueNames.WINDOW_FILLED);
    if (!told || !values.has(Feature.PLATEAU_SECONDS)) {
      return;
    }
    String inside =
        Stream.of(
                with("network", Feature.CORRELATION_CPU_NETWORK, Feature.CPU_CARRIED_BY_NETWORK),
                with("disk", Feature.CORRELATION_CPU_DISK, Feature.CPU_CARRIED_BY_DISK))
            .collect(Collectors.joining("; "));
    double filled = values.get(ValueNames.WINDOW_FILLED);
    String asked =
        "coupled from %s that carries %s of the CPU"
            .formatted(
                number(values.get(ValueNames.COUPLED_CORRELATION)),
                percent(values.get(ValueNames.COUPLED_SHARE)));
    boolean young = values.get(Feature.PLATEAU_SECONDS) < filled;
    lines.add(
        "correlation inside the window: "
            + inside
            + "; "
            + (young ? "not asked, as the window still holds the step" : asked));
  }

  private String with(String name, Feature correlation, Feature carried) {
    double part = values.get(carried);
    if (!values.has(correlation)) {
      return name + " not defined";
    }
    String share = Double.isNaN(part) ? "" : ", which carries " + percent(part);
    return name + " " + number(values.get(correlation)) + share;
  }
}
