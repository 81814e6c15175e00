package dev.flatline.core.detect;

import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.core.feature.GpuFeature;
import dev.flatline.core.feature.GpuFeatures;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.policy.Thresholds;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Everything that the detectors of one GPU may know at one time.
///
/// @param at event time of the newest sample
/// @param window the length of the window that the features speak of
/// @param observed for how long the GPU was observed without a gap
/// @param features the features of the window
/// @param stretches how long it has worked without tensor cores, highest level first
/// @param thresholds what the policy sets for this workload
public record GpuSituation(
    Instant at,
    Duration window,
    Duration observed,
    GpuFeatures features,
    List<Stretch> stretches,
    Thresholds thresholds) {

  /// By how much a level lies below the mean, so that its stretch is not broken by scatter: one
  /// step of the ladder of levels.
  private static final double BELOW_THE_MEAN = 0.05;

  /// Copies the list.
  public GpuSituation {
    stretches = List.copyOf(stretches);
  }

  /// Whether the window is full, give or take the pane that opens it.
  public boolean isFull() {
    return observed.compareTo(filled()) >= 0;
  }

  /// Whether enough of its minutes are known, as on the CPU's side.
  public boolean hasMinutes() {
    return features.get(GpuFeature.MINUTES) >= FeatureWindow.LEAST_MINUTES;
  }

  /// Whether a stretch is as long as the window.
  public boolean isFilledBy(Stretch stretch) {
    return stretch.durationMillis() >= filled().toMillis();
  }

  /// The stretch above the highest level that lies below what the window holds; empty where tensor
  /// cores worked or nothing did.
  public Optional<Stretch> plateau() {
    double highest = features.get(GpuFeature.UTILIZATION) - BELOW_THE_MEAN;
    for (Stretch stretch : stretches) {
      if (stretch.level() <= highest) {
        return Optional.of(stretch);
      }
    }
    return stretches.isEmpty() ? Optional.empty() : Optional.of(stretches.getLast());
  }

  /// When the plateau began; the window's beginning where none is known.
  public Instant since() {
    return plateau()
        .map(stretch -> Instant.ofEpochMilli(stretch.sinceMillis()))
        .orElse(at.minus(window));
  }

  private Duration filled() {
    return window.minusMillis(FeatureWindow.paneMillis(window.toMillis()));
  }
}
