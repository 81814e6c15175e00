package dev.flatline.core.engine;

import dev.flatline.core.detect.Detector;
import dev.flatline.core.detect.Situation;
import dev.flatline.core.detect.compute.BurstDetector;
import dev.flatline.core.detect.compute.DecouplingDetector;
import dev.flatline.core.detect.compute.NoveltyDetector;
import dev.flatline.core.detect.compute.PlateauDetector;
import dev.flatline.core.evidence.Assessment;
import java.util.ArrayList;
import java.util.List;

/// The detectors that take part.
///
/// @param detectors in the order in which their answers are listed
public record DetectorCatalog(List<Detector> detectors) {
  /// All that there are.
  public static final DetectorCatalog ALL =
      new DetectorCatalog(
          List.of(
              new NoveltyDetector(),
              new BurstDetector(),
              new DecouplingDetector(),
              new PlateauDetector()));

  /// Copies the list.
  public DetectorCatalog {
    detectors = List.copyOf(detectors);
  }

  /// The answers of all to one situation.
  public List<Assessment> assess(Situation situation) {
    List<Assessment> assessments = new ArrayList<>(detectors.size());
    for (Detector detector : detectors) {
      assessments.add(detector.assess(situation));
    }
    return assessments;
  }
}
