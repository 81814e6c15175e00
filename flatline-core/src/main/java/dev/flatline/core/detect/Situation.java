package dev.flatline.core.detect;

import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.feature.Features;
import dev.flatline.core.feature.Flatness;
import dev.flatline.core.feature.FleetPrior;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.policy.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Everything that the detectors of one workload may know at one time.
///
/// @param at event time of the newest sample
/// @param window the length of the window that the features speak of
/// @param leastDwell how long a plateau must have lasted to be judged
/// @param observed for how long the workload was observed without a gap
/// @param flatness how flat the youngest of the stretches is
/// @param features the features of the window and of the plateau
/// @param stretches the stretches that go on, highest level first
/// @param siblings how many workloads that rise and fall with this one began the like with it
/// @param prior what the fleet says of stretches
/// @param thresholds what the policy sets for this workload
public record Situation(
    Instant at,
    Duration window,
    Duration leastDwell,
    Duration observed,
    Flatness flatness,
    Features features,
    List<Stretch> stretches,
    int siblings,
    FleetPrior prior,
    Thresholds thresholds) {

  /// Copies the list.
  public Situation {
    stretches = List.copyOf(stretches);
  }

  /// Whether the youngest stretch is flat.
  public boolean isFlat() {
    return flatness.isFlat(thresholds.flatCv());
  }

  /// How long something must have lasted to fill the window, give or take the pane that opens it.
  public Duration filled() {
    return window.minusMillis(FeatureWindow.paneMillis(window.toMillis()));
  }
}
