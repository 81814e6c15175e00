package dev.flatline.formats.explain;

import static dev.flatline.formats.explain.Words.bytesPerSecond;
import static dev.flatline.formats.explain.Words.number;

import dev.flatline.core.detect.compute.ValueNames;
import dev.flatline.core.feature.Feature;
import java.util.ArrayList;
import java.util.List;

/// What one throughput did while CPU rose, and what that is worth.
final class ThroughputCalculation {
  private static final double DECIBANS_PER_NAT = 10 / Math.log(10);

  private final Side side;
  private final EvidenceValues values;
  private final boolean known;

  /// Which values speak of a throughput.
  record Side(
      String name,
      Feature before,
      Feature since,
      Feature rise,
      Feature scatter,
      List<String> results) {
    static final Side NETWORK =
        new Side(
            "network",
            Feature.NETWORK_BEFORE,
            Feature.PLATEAU_NETWORK,
            Feature.NETWORK_RISE,
            Feature.NETWORK_SCATTER_BEFORE,
            List.of(ValueNames.NETWORK_SPREAD, ValueNames.NETWORK_STRENGTH));
    static final Side DISK =
        new Side(
            "disk",
            Feature.DISK_BEFORE,
            Feature.PLATEAU_DISK,
            Feature.DISK_RISE,
            Feature.DISK_SCATTER_BEFORE,
            List.of(ValueNames.DISK_SPREAD, ValueNames.DISK_STRENGTH));
  }

  ThroughputCalculation(Side side, EvidenceValues values) {
    this.side = side;
    this.values = values;
    this.known =
        values.has(ValueNames.HALF_HOURS, ValueNames.LEAST_SPREAD)
            && values.has(side.rise)
            && values.has(side.scatter);
  }

  String name() {
    return side.name;
  }

  /// Decibans for "stayed" against "rose with the CPU"; NaN where its values are missing.
  double decibans(double cpuRise) {
    return known ? nats(cpuRise) * DECIBANS_PER_NAT : Double.NaN;
  }

  List<String> lines(double cpuRise) {
    List<String> lines = new ArrayList<>();
    if (values.has(side.before) && values.has(side.since)) {
      lines.add(
          "%s: %s before, %s since%s"
              .formatted(
                  side.name,
                  bytesPerSecond(values.get(side.before)),
                  bytesPerSecond(values.get(side.since)),
                  known ? rise() : ""));
    }
    if (known && cpuRise > 0) {
      side.results.forEach(values::get);
      lines.add(spreadLine());
      lines.add(ratioLine(cpuRise));
    }
    return lines;
  }

  private String rise() {
    double rise = values.get(side.rise);
    return rise >= 0
        ? "; its mean logarithm rose by d = %s".formatted(number(rise))
        : "; its mean logarithm fell by %s: d = 0".formatted(number(-rise));
  }

  private String spreadLine() {
    return "%s: spread s = max(%s, %s / sqrt(%s half hours)) = %s"
        .formatted(
            side.name,
            number(values.get(ValueNames.LEAST_SPREAD)),
            number(values.get(side.scatter)),
            number(values.get(ValueNames.HALF_HOURS)),
            number(spread()));
  }

  private String ratioLine(double cpuRise) {
    return "%s: LLR = ((d - c)^2 - d^2) / 2 s^2 = ((%s - %s)^2 - %s^2) / (2 x %s^2) = %s nats = %s"
        .formatted(
            side.name,
            number(moved()),
            number(cpuRise),
            number(moved()),
            number(spread()),
            number(nats(cpuRise)),
            Words.decibans(decibans(cpuRise)));
  }

  private double moved() {
    return Math.max(0, values.get(side.rise));
  }

  private double spread() {
    double scatter = values.get(side.scatter) / Math.sqrt(values.get(ValueNames.HALF_HOURS));
    return Math.max(values.get(ValueNames.LEAST_SPREAD), scatter);
  }

  private double nats(double cpuRise) {
    double apart = moved() - cpuRise;
    return (apart * apart - moved() * moved()) / (2 * spread() * spread());
  }
}
