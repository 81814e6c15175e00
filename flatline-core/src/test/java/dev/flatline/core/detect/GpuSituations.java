package dev.flatline.core.detect;

import dev.flatline.core.feature.GpuFeature;
import dev.flatline.core.feature.GpuFeatures;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.policy.Thresholds;
import java.time.Duration;
import java.util.List;

/// Situations of GPUs with names, and the same with one thing changed.
public final class GpuSituations {
  private GpuSituations() {}

  /// A GPU of thirty days that has hashed in its memory for two hours.
  public static Change miner() {
    GpuFeatures features =
        GpuFeatures.none()
            .with(GpuFeature.UTILIZATION, 0.995)
            .with(GpuFeature.MINUTE_DEVIATION, 0.002)
            .with(GpuFeature.DEVIATION, 0.005)
            .with(GpuFeature.POWER, 560)
            .with(GpuFeature.POWER_LIMIT, 700)
            .with(GpuFeature.POWER_SHARE, 0.8)
            .with(GpuFeature.POWER_CV, 0.01)
            .with(GpuFeature.TEMPERATURE, 58)
            .with(GpuFeature.TENSOR_ACTIVE, 0)
            .with(GpuFeature.MEMORY_ACTIVE, 0.9)
            .with(GpuFeature.MEMORY_DEVIATION, 0.004)
            .with(GpuFeature.PCIE, 1.5e6)
            .with(GpuFeature.PCIE_CORRELATION, 0.1)
            .with(GpuFeature.MINUTES, 30);
    return new Change(Duration.ofDays(30), features, List.of(), Thresholds.DEFAULT)
        .stretched(stretch(Duration.ofHours(2), 0, 30));
  }

  /// The same GPU at rest.
  public static Change idle() {
    return miner()
        .with(GpuFeature.UTILIZATION, 0)
        .with(GpuFeature.POWER, 70)
        .with(GpuFeature.POWER_SHARE, 0.1)
        .with(GpuFeature.TEMPERATURE, 41)
        .with(GpuFeature.MEMORY_ACTIVE, 0)
        .stretched();
  }

  /// Nothing is measured.
  public static Change nothing() {
    return new Change(Duration.ofDays(30), GpuFeatures.none(), List.of(), Thresholds.DEFAULT);
  }

  /// Work without tensor cores above 0.90 that goes on now.
  public static Stretch stretch(Duration length, double likeDays, double observedDays) {
    long until = Situations.NOW.toEpochMilli();
    return new Stretch(
        Situations.LEVEL_90,
        until - length.toMillis(),
        until,
        0.9,
        new Stretch.Past(likeDays, observedDays, 0));
  }

  /// A situation to be: all that tests change of it.
  public record Change(
      Duration observed, GpuFeatures features, List<Stretch> stretches, Thresholds thresholds) {

    /// With this value for one feature; NaN for undefined.
    public Change with(GpuFeature feature, double value) {
      return new Change(observed, features.with(feature, value), stretches, thresholds);
    }

    /// Without these features.
    public Change without(GpuFeature... unmeasured) {
      Change change = this;
      for (GpuFeature feature : unmeasured) {
        change = change.with(feature, Double.NaN);
      }
      return change;
    }

    /// Observed for so long without a gap.
    public Change observedFor(Duration length) {
      return new Change(length, features, stretches, thresholds);
    }

    /// With these stretches, highest level first.
    public Change stretched(Stretch... others) {
      return new Change(observed, features, List.of(others), thresholds);
    }

    /// The situation.
    public GpuSituation situation() {
      return new GpuSituation(
          Situations.NOW, Duration.ofMinutes(30), observed, features, stretches, thresholds);
    }
  }
}
