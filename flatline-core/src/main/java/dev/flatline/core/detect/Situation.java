package dev.flatline.core.detect;

import dev.flatline.core.feature.Feature;
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
/// @param stretches the stretches that go on and fill a window, highest level first
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
    FleetPrior prior,
    Thresholds thresholds) {

  /// Share of the rise that the first two minutes of a plateau bring from which it is a step: half.
  /// A miner that starts has 1; the rise of a day's load takes hours and has 0.1.
  private static final double STEP = 0.5;

  /// Copies the list.
  public Situation {
    stretches = List.copyOf(stretches);
  }

  /// Whether the plateau's beginning was seen and was a step.
  public boolean isAStep() {
    return features.get(Feature.ONSET_SHARPNESS) >= STEP;
  }

  /// Whether the youngest stretch is flat. One that does not fill the window yet is held to the
  /// published flatness: over a short time much looks flat.
  public boolean isFlat() {
    return isFlat(flatness, window, thresholds);
  }

  /// The same, before there is a situation.
  public static boolean isFlat(Flatness flatness, Duration window, Thresholds thresholds) {
    boolean fills = flatness.dwellMillis() >= filled(window).toMillis();
    return flatness.isFlat(fills ? thresholds.flatCv() : thresholds.plateauCv());
  }

  /// How long something must have lasted to fill the window, give or take the pane that opens it.
  public Duration filled() {
    return filled(window);
  }

  private static Duration filled(Duration window) {
    return window.minusMillis(FeatureWindow.paneMillis(window.toMillis()));
  }
}
