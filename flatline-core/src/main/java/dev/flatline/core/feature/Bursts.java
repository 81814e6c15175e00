package dev.flatline.core.feature;

import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Owner;

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

    void write(StateWriter to) {
      to.putDoubles(secondsBetween, secondsInside);
      cpu.write(to);
      network.write(to);
      disk.write(to);
    }

    static Contrast read(StateReader from) {
      double[] seconds = from.getDoubles(2);
      return new Contrast(
          seconds[0], seconds[1], Side.read(from), Side.read(from), Side.read(from));
    }

    /// One metric; NaN where it was not measured both between and inside.
    ///
    /// @param between mean between the bursts
    /// @param inside mean in them
    /// @param scatter standard deviation of the minutes between
    public record Side(double between, double inside, double scatter) {
      private void write(StateWriter to) {
        to.putDoubles(between, inside, scatter);
      }

      private static Side read(StateReader from) {
        double[] side = from.getDoubles(3);
        return new Side(side[0], side[1], side[2]);
      }
    }
  }

  /// Writes what [#read] reads.
  public void write(StateWriter to) {
    to.putInt(count);
    to.putLong(dayMillis);
    to.putInt(levelIndex);
    to.putLong(firstMillis);
    to.putLong(untilMillis - firstMillis);
    past.write(to);
    contrast.write(to);
  }

  /// What was written.
  public static Bursts read(StateReader from) {
    int count = from.getInt();
    long day = from.getLong();
    int level = from.getInt(Levels.COUNT - 1);
    long first = from.getLong();
    long until = first + from.getLong();
    return new Bursts(count, day, level, first, until, Past.read(from), Contrast.read(from));
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

  /// The same after what the workload's owner had before the workload was born.
  ///
  /// @param bornDay the workload's first day
  /// @param day of the question
  public Bursts after(FleetOwners owners, Owner owner, long bornDay, long day) {
    int code = Levels.likeCode(dayMillis);
    long startDay = LevelHistory.day(firstMillis) - 1;
    Past before = owners.past(owner, levelIndex, code, bornDay, startDay, day);
    return new Bursts(
        count, dayMillis, levelIndex, firstMillis, untilMillis, past.after(before), contrast);
  }
}
