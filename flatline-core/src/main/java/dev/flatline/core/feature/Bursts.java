package dev.flatline.core.feature;

import dev.flatline.core.feature.Stretch.Past;

/// Short stretches alike that came with a step, the newest of them just over: too short
/// each to be called flat.
///
/// @param count how many there were, each within a day of the one before
/// @param dayMillis how long those of the last day lasted together, of no more than eight
/// @param levelIndex number of the level above which all stayed
/// @param firstMillis event time at which the first began
/// @param untilMillis event time at which the newest ended
/// @param past what the past holds of days with as many bursts, or with a stretch half as long as
///     those of the last day together, above the level, up to the day before the first
/// @param contrast what was otherwise in them than between them
public record Bursts(
    int count,
    long dayMillis,
    int levelIndex,
    long firstMillis,
    long untilMillis,
    Past past,
    Contrast contrast) {

  /// Shorter between the bursts says nothing of the time before them: half an hour, the window
  /// of the published rule.
  private static final double LEAST_SECONDS_BETWEEN = 30 * 60;

  /// CPU, network and disk between the bursts and in them.
  ///
  /// @param secondsBetween for how long they were measured between
  /// @param secondsInside for how long in them
  /// @param cpu shares of capacity
  /// @param network logarithms of the throughput
  /// @param disk the same
  public record Contrast(
      double secondsBetween, double secondsInside, Side cpu, Side network, Side disk) {

    /// One metric; NaN where it was not measured both between and inside.
    ///
    /// @param between mean between the bursts
    /// @param inside mean in them
    /// @param scatter standard deviation of the minutes between
    public record Side(double between, double inside, double scatter) {}
  }

  /// The level, a share of capacity.
  public double level() {
    return Levels.level(levelIndex);
  }

  /// Whether enough was between the bursts to compare them with it.
  public boolean isContrasted() {
    return contrast.secondsBetween() >= LEAST_SECONDS_BETWEEN;
  }

  /// The features in which what was between the bursts is the time before, and what was in them the
  /// plateau; throughputs are geometric means then, and what moved inside the window is not asked,
  /// as it holds the step. Where hardly anything was between them, those of the window as they are.
  public Features describe(Features window) {
    return isContrasted() ? contrasted(window) : window;
  }

  private Features contrasted(Features window) {
    return window
        .with(Feature.CORRELATION_CPU_NETWORK, Double.NaN)
        .set(Feature.CORRELATION_CPU_DISK, Double.NaN)
        .set(Feature.CPU_CARRIED_BY_NETWORK, Double.NaN)
        .set(Feature.CPU_CARRIED_BY_DISK, Double.NaN)
        .set(Feature.PLATEAU_ONSET, (double) firstMillis)
        .set(Feature.ONSET_SHARPNESS, Double.NaN)
        .set(Feature.PLATEAU_SECONDS, contrast.secondsInside())
        .set(Feature.SECONDS_BEFORE, contrast.secondsBetween())
        .set(Feature.CPU_BEFORE, contrast.cpu().between())
        .set(Feature.PLATEAU_LEVEL, contrast.cpu().inside())
        .set(Feature.NETWORK_BEFORE, Throughput.ofLogarithm(contrast.network().between()))
        .set(Feature.PLATEAU_NETWORK, Throughput.ofLogarithm(contrast.network().inside()))
        .set(Feature.NETWORK_RISE, contrast.network().inside() - contrast.network().between())
        .set(Feature.NETWORK_SCATTER_BEFORE, contrast.network().scatter())
        .set(Feature.DISK_BEFORE, Throughput.ofLogarithm(contrast.disk().between()))
        .set(Feature.PLATEAU_DISK, Throughput.ofLogarithm(contrast.disk().inside()))
        .set(Feature.DISK_RISE, contrast.disk().inside() - contrast.disk().between())
        .set(Feature.DISK_SCATTER_BEFORE, contrast.disk().scatter());
  }
}
