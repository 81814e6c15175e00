package dev.flatline.core.detect;

import dev.flatline.core.feature.Bursts;
import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.feature.Features;
import dev.flatline.core.feature.Flatness;
import dev.flatline.core.feature.FleetPrior;
import dev.flatline.core.feature.Floor;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.policy.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
/// @param bursts short stretches that came again and again, the newest just over; null where none
/// is
/// @param floor the floor under work that CPU is at; null where it is at none
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
    @Nullable Bursts bursts,
    @Nullable Floor floor,
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

  /// Whether CPU holds, or has just held, a level that what was before it can be compared with.
  public boolean holdsALevel() {
    return isFlat() || bursts != null;
  }

  /// How long something must have lasted to fill the window, give or take the pane that opens it.
  public Duration filled() {
    return window.minusMillis(FeatureWindow.paneMillis(window.toMillis()));
  }
}
