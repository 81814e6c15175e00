package dev.flatline.core.detect.compute;

import static dev.flatline.core.feature.Feature.PLATEAU_LEVEL;

import dev.flatline.core.detect.Detector;
import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.detect.Situation;
import dev.flatline.core.detect.Values;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.EvidenceFamily;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.feature.Bursts;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Levels;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// CPU goes up to one level and down again, for minutes each time, three times a day or more, and a
/// learned past hardly knows the level. Each burst alone is too short to be called flat; that they
/// are alike, begin with a step, and come again is what a miner does that works between
/// pauses. Like it are the days of the past with three such bursts, or with a stretch half as long
/// as those of the last day together; a day with one or two counts in part.
public final class BurstDetector implements Detector {
  /// The id.
  public static final String ID = "compute.bursts";

  private static final DetectorSpec SPEC =
      new DetectorSpec(
          ID,
          "CPU bursts alike, again and again, at a level that is rare here",
          EvidenceFamily.COMPUTE,
          Technique.COMPUTE_HIJACKING,
          DetectorSpec.Maturity.STABLE,
          List.of(Metric.CPU_UTILIZATION),
          List.of(),
          Rarity.STRONGEST_DECIBANS,
          List.of("a new job that runs every few hours", "a health check that computes"),
          List.of(
              "bursts shorter than ten minutes",
              "bursts more than eight hours apart",
              "bursts of ever other heights"));

  /// Makes one.
  public BurstDetector() {}

  @Override
  public DetectorSpec spec() {
    return SPEC;
  }

  @Override
  public Assessment assess(Situation situation) {
    if (!situation.features().has(Feature.CPU_MEAN)) {
      return new Inconclusive(ID, Reason.NO_CPU);
    }
    Bursts bursts = situation.bursts();
    if (bursts == null) {
      return new Clear(ID, Aspect.RARITY);
    }
    if (Rarity.isYoung(bursts.past().observedDaysInAll(), situation.thresholds())) {
      return new Inconclusive(ID, Reason.LEARNING);
    }
    Rarity rarity = Rarity.of(situation, bursts.levelIndex(), bursts.dayMillis(), bursts.past());
    return rarity.returnDays() < Rarity.rareDays(situation.thresholds())
        ? new Clear(ID, Aspect.RARITY)
        : evidence(situation, bursts, rarity);
  }

  private static Evidence evidence(Situation situation, Bursts bursts, Rarity rarity) {
    return new Evidence(
        ID,
        Aspect.RARITY,
        Technique.COMPUTE_HIJACKING,
        rarity.decibans(),
        Instant.ofEpochMilli(bursts.firstMillis()),
        situation.at(),
        summary(bursts, rarity.returnDays()),
        values(situation, bursts, rarity));
  }

  private static List<NamedValue> values(Situation situation, Bursts bursts, Rarity rarity) {
    List<NamedValue> values = new ArrayList<>(Values.of(situation.features(), PLATEAU_LEVEL));
    values.add(new NamedValue(ValueNames.BURSTS, bursts.count(), Unit.COUNT));
    values.add(
        new NamedValue(ValueNames.BURSTS_TOGETHER, bursts.dayMillis() / 1000.0, Unit.SECONDS));
    values.add(new NamedValue(ValueNames.LEVEL, bursts.level(), Unit.SHARE));
    long likeMillis = Levels.shortestMillis(Levels.likeCode(bursts.dayMillis()));
    values.add(new NamedValue(ValueNames.LIKE_LENGTH, likeMillis / 1000.0, Unit.SECONDS));
    values.addAll(rarity.values(situation.thresholds()));
    return values;
  }

  private static String summary(Bursts bursts, double returnDays) {
    String percent = Decimals.text(100 * bursts.level(), 0);
    long minutes = Duration.ofMillis(bursts.dayMillis()).toMinutes();
    return "CPU went above %s %% and down again %d times, for minutes each, %d minutes of the last day;"
            .formatted(percent, bursts.count(), minutes)
        + " a day with three such bursts or a stretch half as long as these occurs here once in %s days"
            .formatted(Decimals.text(Math.rint(returnDays), 0));
  }
}
