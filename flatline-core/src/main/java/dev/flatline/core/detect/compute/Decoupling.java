package dev.flatline.core.detect.compute;

import dev.flatline.core.detect.Values;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Features;
import dev.flatline.core.telemetry.Unit;
import java.util.List;

/// The calculation of [DecouplingDetector].
///
/// @param cpuLogRise c, the logarithm of the ratio of CPU since to CPU before, nats
/// @param halfHours how many values that say something each for itself the plateau holds
/// @param network what the network did
/// @param disk what the disk did
record Decoupling(double cpuLogRise, double halfHours, Side network, Side disk) {
  /// The least s, in nats. The half-hours of an ordinary fleet scatter around the workload's own
  /// mean by 0.32 (network) and 0.27 (disk), with a long tail (`docs/evaluation.md`); 0.5 covers
  /// 97 % of them.
  static final double LOG_SPREAD = 0.5;

  /// How far apart two values of a throughput are that say something each for itself: the half
  /// hours of which the spread was measured.
  static final double SECONDS_APART = 30 * 60;

  /// CPU below this share of capacity counts as this: the ratio of two idle levels says nothing.
  static final double IDLE_SHARE = 0.01;

  private static final double DECIBANS_PER_NAT = 10 / Math.log(10);

  /// What one throughput did.
  ///
  /// @param spread s, nats
  /// @param decibans for "stayed" against "rose with the CPU"; NaN where it was not measured
  ///     before and since
  record Side(double spread, double decibans) {}

  static Decoupling of(Features features) {
    double before = Math.max(IDLE_SHARE, features.get(Feature.CPU_BEFORE));
    double rise = Math.log(features.get(Feature.PLATEAU_LEVEL) / before);
    double apart = Math.max(1, features.get(Feature.PLATEAU_SECONDS) / SECONDS_APART);
    double networkSpread = spread(features.get(Feature.NETWORK_SCATTER_BEFORE), apart);
    double diskSpread = spread(features.get(Feature.DISK_SCATTER_BEFORE), apart);
    return new Decoupling(
        rise,
        apart,
        side(rise, features.get(Feature.NETWORK_RISE), networkSpread),
        side(rise, features.get(Feature.DISK_RISE), diskSpread));
  }

  private static double spread(double scatter, double apart) {
    return Math.max(LOG_SPREAD, scatter / Math.sqrt(apart));
  }

  private static Side side(double rise, double moved, double spread) {
    if (Double.isNaN(moved) || !(rise > 0)) {
      return new Side(spread, Double.isNaN(moved) ? Double.NaN : 0);
    }
    double up = Math.max(0, moved);
    double nats = ((up - rise) * (up - rise) - up * up) / (2 * spread * spread);
    return new Side(spread, nats * DECIBANS_PER_NAT);
  }

  /// Of the side that says less for a miner; NaN where neither was measured before and since.
  double decibans() {
    return Double.isNaN(network.decibans())
        ? disk.decibans()
        : Double.isNaN(disk.decibans())
            ? network.decibans()
            : Math.min(network.decibans(), disk.decibans());
  }

  /// All that it rests on beside the levels.
  List<NamedValue> values(Features features) {
    List<NamedValue> values =
        Values.of(
            features,
            Feature.NETWORK_RISE,
            Feature.NETWORK_SCATTER_BEFORE,
            Feature.DISK_RISE,
            Feature.DISK_SCATTER_BEFORE);
    values.add(new NamedValue(ValueNames.CPU_LOG_RISE, cpuLogRise, Unit.RATIO));
    values.add(new NamedValue(ValueNames.LEAST_CPU_BEFORE, IDLE_SHARE, Unit.SHARE));
    values.add(new NamedValue(ValueNames.HALF_HOURS, halfHours, Unit.COUNT));
    values.add(new NamedValue(ValueNames.LEAST_SPREAD, LOG_SPREAD, Unit.RATIO));
    addSide(values, network, ValueNames.NETWORK_SPREAD, ValueNames.NETWORK_STRENGTH);
    addSide(values, disk, ValueNames.DISK_SPREAD, ValueNames.DISK_STRENGTH);
    return values;
  }

  private static void addSide(List<NamedValue> values, Side side, String spread, String strength) {
    if (!Double.isNaN(side.decibans())) {
      values.add(new NamedValue(spread, side.spread(), Unit.RATIO));
      values.add(new NamedValue(strength, side.decibans(), Unit.DECIBANS));
    }
  }
}
