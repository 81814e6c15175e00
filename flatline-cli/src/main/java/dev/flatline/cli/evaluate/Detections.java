package dev.flatline.cli.evaluate;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import java.util.List;

/// What was told of a workload into which a miner moved.
///
/// @param told findings as they were opened and changed, in that order
/// @param stay the miner's
record Detections(List<Finding> told, Stay stay) {

  /// Whether the workload was already reported when the miner moved in.
  boolean before(long mergeGapMillis) {
    return told.stream()
        .anyMatch(
            found ->
                found.severity().compareTo(Severity.MEDIUM) >= 0
                    && found.detectedAt().toEpochMilli() <= stay.startMillis()
                    && found.lastObserved().toEpochMilli() >= stay.startMillis() - mergeGapMillis);
  }

  /// Milliseconds until it was found at this severity or above, [Outcome#NEVER] where it was
  /// not while the miner was followed.
  long after(Severity atLeast) {
    return told.stream()
        .filter(found -> found.severity().compareTo(atLeast) >= 0)
        .mapToLong(found -> found.detectedAt().toEpochMilli() - stay.startMillis())
        .filter(after -> after > 0 && stay.startMillis() + after <= stay.endMillis())
        .min()
        .orElse(Outcome.NEVER);
  }
}
