package dev.flatline.core.detect.compute;

import dev.flatline.core.detect.Situation;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.feature.Levels;
import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.numeric.GammaPoisson;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.telemetry.Unit;
import java.util.ArrayList;
import java.util.List;

/// How often a stretch like the present one is to be expected: the workload's own days against
/// the fleet's, shrunk.
///
/// @param fleet what the fleet says
/// @param past its own past, and its owner's before it was born
record Rarity(GammaPoisson fleet, Past past) {
  /// The cap: 30 days of a past cannot prove more than once in three hundred days.
  static final double STRONGEST_DECIBANS = 25;

  /// How rare, in days, a stretch of a learned workload is at least to be worth a word: a third
  /// more than the past that is kept, so that not even one like it was in it.
  static final double RARE_DAYS = 40;

  /// That of something that lasted so long above a level.
  static Rarity of(Situation situation, int levelIndex, long millis, Past past) {
    return new Rarity(situation.prior().rate(levelIndex, Levels.likeCode(millis)), past);
  }

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
    return 1 / fleet.rate(past.likeDaysInAll(), past.observedDaysInAll());
  }

  /// The probability that an innocent day has one, in decibans.
  double decibans() {
    double probability =
        fleet.probabilityWithinUnit(past.likeDaysInAll(), past.observedDaysInAll());
    return Math.min(STRONGEST_DECIBANS, -10 * Math.log10(probability));
  }

  /// All that the two rest on, and the first of them.
  List<NamedValue> values() {
    List<NamedValue> values = new ArrayList<>();
    values.add(new NamedValue(ValueNames.RETURN_PERIOD, returnDays(), Unit.DAYS));
    values.add(new NamedValue(ValueNames.LIKE_DAYS, past.likeDays(), Unit.DAYS));
    values.add(new NamedValue(ValueNames.OWN_DAYS, past.observedDays(), Unit.DAYS));
    Past owners = past.ofOwner();
    if (owners != null) {
      values.add(new NamedValue(ValueNames.OWNER_LIKE_DAYS, owners.likeDays(), Unit.DAYS));
      values.add(new NamedValue(ValueNames.OWNER_DAYS, owners.observedDays(), Unit.DAYS));
    }
    values.add(new NamedValue(ValueNames.FLEET_EVENTS, fleet.shape(), Unit.COUNT));
    values.add(new NamedValue(ValueNames.FLEET_DAYS, fleet.exposure(), Unit.DAYS));
    values.add(new NamedValue(ValueNames.STRONGEST, STRONGEST_DECIBANS, Unit.DECIBANS));
    return values;
  }

  /// The same, and what is asked of a learned workload.
  List<NamedValue> values(Thresholds thresholds) {
    List<NamedValue> values = values();
    values.add(new NamedValue(ValueNames.RETURN_PERIOD_RARE, rareDays(thresholds), Unit.DAYS));
    values.add(new NamedValue(ValueNames.LEARNING_DAYS, learningDays(thresholds), Unit.DAYS));
    return values;
  }
}
