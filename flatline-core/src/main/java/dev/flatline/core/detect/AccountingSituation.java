package dev.flatline.core.detect;

import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.feature.PlaneFeatures;
import dev.flatline.core.policy.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Everything that is known of the planes of accounting of one workload at one time.
///
/// @param at event time of the newest sample
/// @param window the length of the window that the features speak of
/// @param observed for how long the planes were observed without a gap
/// @param features what they tell of the window
/// @param past what they told before they ceased to agree
/// @param thresholds what the policy sets for this workload
public record AccountingSituation(
    Instant at,
    Duration window,
    Duration observed,
    PlaneFeatures features,
    Past past,
    Thresholds thresholds) {

  /// What the planes told before they ceased to agree, or up to now where they agree.
  ///
  /// @param agreed for how long they have agreed, since they last did not
  /// @param last what they told when they last agreed; empty where they never did
  /// @param ceased since when they do not; empty where they do
  public record Past(Duration agreed, Optional<PlaneFeatures> last, Optional<Instant> ceased) {
    /// Nothing is known of the time before.
    public static final Past NONE = new Past(Duration.ZERO, Optional.empty(), Optional.empty());
  }

  /// Whether the window is full, give or take the pane that opens it.
  public boolean isFull() {
    return observed.compareTo(window.minusMillis(FeatureWindow.paneMillis(window.toMillis()))) >= 0;
  }
}
