package dev.flatline.core.detect.compute;

import dev.flatline.core.detect.Detector;
import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.detect.Situation;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.EvidenceFamily;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.feature.Levels;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.numeric.GammaPoisson;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/// Is a stretch like this new for this workload? Of every stretch that goes on and fills a window
/// it asks, where the window is flat, on how many of the workload's own last 30 days CPU stayed
/// above the same level for at least half as long, shrinks that rate towards the fleet's
/// (Gamma–Poisson), and speaks of the rarest.
///
/// The strength is the probability that a day of this innocent workload has such a stretch, in
/// decibans; a miner that runs has one every day. A workload younger than the learning time is
/// judged by the fleet, and the evidence says so in the value `own_days`.
public final class NoveltyDetector implements Detector {
  /// The id.
  public static final String ID = "compute.novelty";

  /// Name of the value that holds how many days of its own past the judgement rests on.
  public static final String OWN_DAYS = "own_days";

  /// Name of the value that holds the return period.
  public static final String RETURN_PERIOD = "return_period";

  /// The cap: 30 days of a past cannot prove more than once in three hundred days.
  static final double STRONGEST_DECIBANS = 25;

  private static final DetectorSpec SPEC =
      new DetectorSpec(
          ID,
          "A CPU stretch unlike the workload's own past",
          EvidenceFamily.COMPUTE,
          Technique.COMPUTE_HIJACKING,
          DetectorSpec.Maturity.STABLE,
          List.of(Metric.CPU_UTILIZATION),
          List.of(),
          STRONGEST_DECIBANS,
          List.of(
              "the first run of a monthly job",
              "a deployment that needs more CPU",
              "a traffic peak without precedent in 30 days"),
          List.of(
              "a miner that runs since before the first sample",
              "a miner inside stretches like those the workload has every day",
              "a rise of less than one level (0.05 of capacity)"));

  /// Makes one.
  public NoveltyDetector() {}

  @Override
  public DetectorSpec spec() {
    return SPEC;
  }

  @Override
  public Assessment assess(Situation situation) {
    if (!situation.features().has(Feature.CPU_MEAN)) {
      return new Inconclusive(ID, Reason.NO_CPU);
    }
    if (situation.stretches().isEmpty() || !situation.isFlat()) {
      return new Clear(ID, Aspect.NOVELTY);
    }
    Stretch rarest = situation.stretches().getFirst();
    double lowestRate = Double.MAX_VALUE;
    for (Stretch stretch : situation.stretches()) {
      double rate = prior(situation, stretch).rate(stretch.likeDays(), stretch.observedDays());
      if (rate < lowestRate) {
        lowestRate = rate;
        rarest = stretch;
      }
    }
    boolean young = isYoung(situation, rarest);
    double returnDays = 1 / lowestRate;
    double needed =
        young
            ? situation.thresholds().youngReturnPeriodDays()
            : situation.thresholds().returnPeriodDays();
    if (returnDays >= needed) {
      return evidence(situation, rarest, returnDays);
    }
    return young ? new Inconclusive(ID, Reason.LEARNING) : new Clear(ID, Aspect.NOVELTY);
  }

  private static boolean isYoung(Situation situation, Stretch stretch) {
    return stretch.observedDays() < daysOf(situation.thresholds().learning());
  }

  /// Whether its own past is long enough, and this stretch fills a window.
  private static boolean speaksForItself(Situation situation, Stretch stretch) {
    return !isYoung(situation, stretch)
        && stretch.durationMillis() >= situation.filled().toMillis();
  }

  private static GammaPoisson prior(Situation situation, Stretch stretch) {
    return situation.prior().rate(stretch.levelIndex(), Levels.likeCode(stretch.durationMillis()));
  }

  private static Evidence evidence(Situation situation, Stretch stretch, double returnDays) {
    double probability =
        prior(situation, stretch).probabilityWithinUnit(stretch.likeDays(), stretch.observedDays());
    return new Evidence(
        ID,
        speaksForItself(situation, stretch) ? Aspect.NOVELTY : Aspect.RARITY,
        Technique.COMPUTE_HIJACKING,
        Math.min(STRONGEST_DECIBANS, -10 * Math.log10(probability)),
        Instant.ofEpochMilli(stretch.sinceMillis()),
        situation.at(),
        summary(situation, stretch, returnDays),
        List.of(
            new NamedValue(
                Feature.CPU_MINUTE_CV.featureName(),
                situation.features().get(Feature.CPU_MINUTE_CV),
                Unit.RATIO),
            new NamedValue("level", stretch.level(), Unit.SHARE),
            new NamedValue("stretch", stretch.durationMillis() / 1000.0, Unit.SECONDS),
            new NamedValue(RETURN_PERIOD, returnDays, Unit.DAYS),
            new NamedValue("like_days", stretch.likeDays(), Unit.DAYS),
            new NamedValue(OWN_DAYS, stretch.observedDays(), Unit.DAYS)));
  }

  private static String summary(Situation situation, Stretch stretch, double returnDays) {
    String length = lengthText(Duration.ofMillis(stretch.durationMillis()));
    String percent = Decimals.text(100 * stretch.level(), 0);
    String above = "CPU has stayed above " + percent + " % for " + length;
    return isYoung(situation, stretch)
        ? above
            + "; of its own past only "
            + Decimals.text(stretch.observedDays(), 1)
            + " days are known, and in the fleet a stretch like this occurs on one workload once in"
            + " "
            + daysText(returnDays)
        : above
            + "; a stretch this long above "
            + percent
            + " % occurs here once in "
            + daysText(returnDays);
  }

  private static double daysOf(Duration length) {
    return (double) length.toMillis() / LevelHistory.DAY_MILLIS;
  }

  private static String lengthText(Duration length) {
    return length.toHours() >= 48
        ? length.toDays() + " days"
        : length.toMinutes() >= 120 ? length.toHours() + " hours" : length.toMinutes() + " minutes";
  }

  private static String daysText(double days) {
    double rounded = days >= 100 ? 10 * Math.rint(days / 10) : Math.rint(days);
    return Decimals.text(rounded, 0) + " days";
  }
}
