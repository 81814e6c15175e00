package dev.flatline.core.detect;

import dev.flatline.core.evidence.EvidenceFamily;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.telemetry.Metric;
import java.util.List;

/// What a detector says of itself.
///
/// @param id stable, lower case, `family.name`
/// @param title a few words
/// @param family evidence of one family does not add up with itself
/// @param technique the ATT&CK technique that it points to
/// @param maturity how far it is proven
/// @param needs metrics without which it is inconclusive
/// @param uses metrics that sharpen it where they are there
/// @param strongestDecibans the cap of its evidence
/// @param lookAlikes innocent workloads that look like it
/// @param knownGaps miners that it misses
public record DetectorSpec(
    String id,
    String title,
    EvidenceFamily family,
    Technique technique,
    Maturity maturity,
    List<Metric> needs,
    List<Metric> uses,
    double strongestDecibans,
    List<String> lookAlikes,
    List<String> knownGaps) {

  /// How far a detector is proven.
  public enum Maturity {
    /// Measured on real data, figures in `docs/evaluation.md`.
    STABLE,
    /// Works, not yet measured on enough real data.
    EXPERIMENTAL
  }

  /// Copies the lists.
  public DetectorSpec {
    needs = List.copyOf(needs);
    uses = List.copyOf(uses);
    lookAlikes = List.copyOf(lookAlikes);
    knownGaps = List.copyOf(knownGaps);
  }
}
