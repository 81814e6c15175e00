package dev.flatline.core.detect.compute;

import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.numeric.GammaPoisson;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.telemetry.Unit;
import java.util.List;

/// How often a stretch like the present one is to be expected: the workload's own days against
/// the fleet's, shrunk.
///
/// @param fleet what the fleet says
/// @param likeDays days of its own past with one like it
/// @param ownDays how many days of its own past are known
record Rarity(GammaPoisson fleet, double likeDays, double ownDays) {
  /// The cap: 30 days of a past cannot prove more than once in three hundred days.
  static final double STRONGEST_DECIBANS = 25;

  /// How rare, in days, a stretch of a learned workload is at least to be worth a word: a third
  /// more than the past that is kept, so that not even one like it was in it.
  static final double RARE_DAYS = 40;

  /// The return period from which a learned workload's stretch is rare. A policy that asks less of
  /// what is new asks no more here.
  static double rareDays(Thresholds thresholds) {
    return Math.min(RARE_DAYS, thresholds.returnPeriodDays());
  }

  /// Whether so many days are fewer than the learning time.
  static boolean isYoung(double ownDays, Thresholds thresholds) {
    return ownDays < learningDays(thresholds);
  }

  /// The learning time in days.
  static double learningDays(Thresholds thresholds) {
    return (double) thresholds.learning().toMillis() / LevelHistory.DAY_MILLIS;
  }

  /// Days from one to the next.
  double returnDays() {
    return 1 / fleet.rate(likeDays, ownDays);
  }

  /// The probability that an innocent day has one, in decibans.
  double decibans() {
    double probability = fleet.probabilityWithinUnit(likeDays, ownDays);
    return Math.min(STRONGEST_DECIBANS, -10 * Math.log10(probability));
  }

  /// All that the two rest on, and the first of them.
  List<NamedValue> values() {
    return List.of(
        new NamedValue(ValueNames.RETURN_PERIOD, returnDays(), Unit.DAYS),
        new NamedValue(ValueNames.LIKE_DAYS, likeDays, Unit.DAYS),
        new NamedValue(ValueNames.OWN_DAYS, ownDays, Unit.DAYS),
        new NamedValue(ValueNames.FLEET_EVENTS, fleet.shape(), Unit.COUNT),
        new NamedValue(ValueNames.FLEET_DAYS, fleet.exposure(), Unit.DAYS),
        new NamedValue(ValueNames.STRONGEST, STRONGEST_DECIBANS, Unit.DECIBANS));
  }
}
