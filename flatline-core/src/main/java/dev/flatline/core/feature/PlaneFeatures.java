package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.List;

/// What the planes of accounting tell of one window.
///
/// @param gaps of all pairs that have a minute in common, both ways
/// @param interrupts mean share of time in interrupts; 0 where it was not measured
/// @param steal mean share of stolen time; 0 where it was not measured
/// @param means mean CPU of each plane, in the order of [Plane], NaN where it was not measured
public record PlaneFeatures(
    List<PlaneGap> gaps, double interrupts, double steal, List<Double> means) {

  /// Copies the lists.
  public PlaneFeatures {
    gaps = List.copyOf(gaps);
    means = List.copyOf(means);
  }

  /// Writes what [#read] reads.
  public void write(StateWriter to) {
    to.putAll(gaps, PlaneGap::write);
    to.putDoubles(interrupts, steal);
    to.putAll(means, (mean, writer) -> writer.putDoubles(mean));
  }

  /// What was written.
  public static PlaneFeatures read(StateReader from) {
    List<PlaneGap> gaps = from.getAll(PlaneGap::read);
    double[] shares = from.getDoubles(2);
    return new PlaneFeatures(gaps, shares[0], shares[1], from.getAll(StateReader::getDouble));
  }

  /// Mean CPU as a plane tells it, NaN where it was not measured.
  public double mean(Plane plane) {
    return means.get(plane.ordinal());
  }

  /// The gap of two planes; one of no minutes where they have none in common.
  public PlaneGap gap(Plane higher, Plane lower) {
    for (PlaneGap gap : gaps) {
      if (gap.higher() == higher && gap.lower() == lower) {
        return gap;
      }
    }
    return new PlaneGap(higher, lower, Double.NaN, Double.NaN, 0, 0);
  }

  /// Whether two planes can be compared at all.
  public boolean isComparable() {
    return gaps.stream().anyMatch(PlaneGap::isKnown);
  }
}
