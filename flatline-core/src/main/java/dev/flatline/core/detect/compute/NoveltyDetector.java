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
import org.jspecify.annotations.Nullable;

/// Is a stretch like this new for this workload? Of every stretch that goes on and fills a window
/// it asks, where the window is flat, on how many of the workload's own last 30 days CPU stayed
/// above the same level for at least half as long, shrinks that rate towards the fleet's
/// (Gamma–Poisson), and speaks of the rarest.
///
/// New ([Aspect#NOVELTY]) is what a learned past has once in a hundred days or less. Rare
/// ([Aspect#RARITY]) is what occurs less than once in the time that is known of the workload, and
/// at least a week apart: all that a young workload, or a past that cannot prove more, allows. Of a
/// young workload a stretch must also be at the limit, or have begun with a step before our eyes:
/// many a service is steady from its first sample on.
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
    boolean young = false;
    Unusual most = null;
    for (Stretch stretch : situation.stretches()) {
      young |= isYoung(situation, stretch);
      Unusual unusual = unusual(situation, stretch);
      if (unusual != null && (most == null || unusual.isMoreSoThan(most))) {
        most = unusual;
      }
    }
    if (most != null) {
      return evidence(situation, most);
    }
    return young ? new Inconclusive(ID, Reason.LEARNING) : new Clear(ID, Aspect.NOVELTY);
  }

  /// A stretch that is new or rare, and how often one like it is to be expected.
  private record Unusual(Stretch stretch, double returnDays, Aspect aspect) {
    boolean isMoreSoThan(Unusual other) {
      return aspect == other.aspect ? returnDays > other.returnDays : aspect == Aspect.NOVELTY;
    }
  }

  private static @Nullable Unusual unusual(Situation situation, Stretch stretch) {
    double returnDays =
        1 / prior(situation, stretch).rate(stretch.likeDays(), stretch.observedDays());
    if (speaksForItself(situation, stretch)
        && returnDays >= situation.thresholds().returnPeriodDays()) {
      return new Unusual(stretch, returnDays, Aspect.NOVELTY);
    }
    boolean judged = !isYoung(situation, stretch) || hasMovedIn(situation, stretch);
    return judged && returnDays >= rareDays(situation, stretch)
        ? new Unusual(stretch, returnDays, Aspect.RARITY)
        : null;
  }

  /// Whether a stretch whose workload is young is more than the usual course of a steady service:
  /// it is at the limit, or its beginning was seen and was a step.
  private static boolean hasMovedIn(Situation situation, Stretch stretch) {
    boolean began = stretch.durationMillis() < situation.observed().toMillis();
    return stretch.level() >= situation.thresholds().plateauMean()
        || (began && situation.isAStep());
  }

  /// The return period from which a stretch is rare: longer than the past that is known, where one
  /// like it is to be expected otherwise. A policy that asks less of what is new asks no more here.
  private static double rareDays(Situation situation, Stretch stretch) {
    double young = situation.thresholds().youngReturnPeriodDays();
    double asked = Math.max(young, stretch.observedDays());
    return isYoung(situation, stretch)
        ? asked
        : Math.min(asked, situation.thresholds().returnPeriodDays());
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

  private static Evidence evidence(Situation situation, Unusual unusual) {
    Stretch stretch = unusual.stretch();
    double returnDays = unusual.returnDays();
    double probability =
        prior(situation, stretch).probabilityWithinUnit(stretch.likeDays(), stretch.observedDays());
    return new Evidence(
        ID,
        unusual.aspect(),
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
    if (!isYoung(situation, stretch)) {
      return "%s; a stretch this long above %s %% occurs here once in %s"
          .formatted(above, percent, daysText(returnDays));
    }
    return "%s; %s, and in the fleet a stretch like this occurs on one workload once in %s"
        .formatted(above, pastText(stretch.observedDays()), daysText(returnDays));
  }

  private static String pastText(double days) {
    return days * 24 < 1
        ? "its own past is not known yet"
        : days < 2
            ? "only " + Decimals.text(days * 24, 0) + " hours of its own past are known"
            : "only " + Decimals.text(days, 0) + " days of its own past are known";
  }

  private static double daysOf(Duration length) {
    return (double) length.toMillis() / LevelHistory.DAY_MILLIS;
  }

  private static String lengthText(Duration length) {
    if (length.toHours() >= 48) {
      return length.toDays() + " days";
    }
    if (length.toMinutes() >= 120) {
      return length.toHours() + " hours";
    }
    return length.toMinutes() >= 2
        ? length.toMinutes() + " minutes"
        : length.toSeconds() + " seconds";
  }

  private static String daysText(double days) {
    double rounded = days >= 100 ? 10 * Math.rint(days / 10) : Math.rint(days);
    return Decimals.text(rounded, 0) + " days";
  }
}
