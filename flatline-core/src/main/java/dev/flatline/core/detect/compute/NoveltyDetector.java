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
/// New ([Aspect#NOVELTY]) is what a learned past has once in a hundred days or less; established
/// ([Aspect#ESTABLISHED]) what is new, began with a step and has lasted two hours. Rare
/// ([Aspect#RARITY]) is what a learned past has once in forty days or less. Longer than ever
/// ([Aspect#LENGTH]) is what outlasts all that a learned past holds near the limit, is as steady as
/// a
/// miner at full speed, and what no sibling began with it.
///
/// Of a young workload nothing is new. What the fleet has less than once in the time that is known
/// of the workload, and at least a week apart, is rare; it must also be at the limit, or have begun
/// with a step before our eyes: many a service is steady from its first sample on.
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

  /// How rare, in days, a stretch of a learned workload is at least to be worth a word: a third
  /// more than the past that is kept, so that not even one like it was in it.
  static final double RARE_DAYS = 40;

  /// The lowest level of what is established: slow drifts of idle hosts reach 0.12.
  static final double LEAST_ESTABLISHED_LEVEL = 0.15;

  /// The largest CV of the minutes of what is as steady as a miner at full speed: RandomX at its
  /// quota has 0.004 (our own recording), and where a machine is full the rest is cut off.
  static final double STEADIEST_CV = 0.01;

  /// What it says that a stretch is longer than ever. Origin: one in a hundred workload-days of the
  /// VMs of a hosting fleet that compute near their limit, siblings and short ones counted in, is
  /// 20;
  /// rounded down.
  static final double LENGTH_DECIBANS = 18;

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
    /// From the least to the most.
    private static final List<Aspect> ORDER =
        List.of(Aspect.LENGTH, Aspect.RARITY, Aspect.NOVELTY, Aspect.ESTABLISHED);

    boolean isMoreSoThan(Unusual other) {
      return aspect == other.aspect
          ? returnDays > other.returnDays
          : ORDER.indexOf(aspect) > ORDER.indexOf(other.aspect);
    }
  }

  private static @Nullable Unusual unusual(Situation situation, Stretch stretch) {
    double returnDays =
        1 / prior(situation, stretch).rate(stretch.likeDays(), stretch.observedDays());
    if (speaksForItself(situation, stretch)
        && returnDays >= situation.thresholds().returnPeriodDays()) {
      Aspect aspect = isEstablished(stretch) ? Aspect.ESTABLISHED : Aspect.NOVELTY;
      return new Unusual(stretch, returnDays, aspect);
    }
    boolean judged = !isYoung(situation, stretch) || hasMovedIn(situation, stretch);
    if (judged && returnDays >= rareDays(situation, stretch)) {
      return new Unusual(stretch, returnDays, Aspect.RARITY);
    }
    return isLongerThanEver(situation, stretch)
        ? new Unusual(stretch, returnDays, Aspect.LENGTH)
        : null;
  }

  private static boolean isEstablished(Stretch stretch) {
    return stretch.beganWithAStep()
        && stretch.level() >= LEAST_ESTABLISHED_LEVEL
        && stretch.lasts();
  }

  private static boolean isLongerThanEver(Situation situation, Stretch stretch) {
    return speaksForItself(situation, stretch)
        && stretch.level() >= situation.thresholds().plateauMean()
        && stretch.outlastsThePast()
        && situation.flatness().minuteCv() <= STEADIEST_CV
        && situation.siblings() == 0;
  }

  /// Whether a stretch whose workload is young is more than the usual course of a steady service:
  /// it is at the limit, or its beginning was seen and was a step.
  private static boolean hasMovedIn(Situation situation, Stretch stretch) {
    boolean began = stretch.durationMillis() < situation.observed().toMillis();
    return stretch.level() >= situation.thresholds().plateauMean()
        || (began && stretch.beganWithAStep());
  }

  /// The return period from which a stretch is rare. A young workload must not be expected to have
  /// had one like it in the time that is known of it; a policy that asks less of what is new asks
  /// no
  /// more here.
  private static double rareDays(Situation situation, Stretch stretch) {
    return isYoung(situation, stretch)
        ? Math.max(situation.thresholds().youngReturnPeriodDays(), stretch.observedDays())
        : Math.min(RARE_DAYS, situation.thresholds().returnPeriodDays());
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
        unusual.aspect() == Aspect.LENGTH
            ? LENGTH_DECIBANS
            : Math.min(STRONGEST_DECIBANS, -10 * Math.log10(probability)),
        Instant.ofEpochMilli(stretch.sinceMillis()),
        situation.at(),
        summary(situation, unusual) + siblingsText(situation.siblings()),
        List.of(
            new NamedValue(
                Feature.CPU_MINUTE_CV.featureName(),
                situation.features().get(Feature.CPU_MINUTE_CV),
                Unit.RATIO),
            new NamedValue("level", stretch.level(), Unit.SHARE),
            new NamedValue("stretch", stretch.durationMillis() / 1000.0, Unit.SECONDS),
            new NamedValue(RETURN_PERIOD, returnDays, Unit.DAYS),
            new NamedValue("like_days", stretch.likeDays(), Unit.DAYS),
            new NamedValue("longest_before", stretch.past().longestMillis() / 1000.0, Unit.SECONDS),
            new NamedValue("rise_at_onset", stretch.riseAtOnset(), Unit.SHARE),
            new NamedValue("siblings", situation.siblings(), Unit.COUNT),
            new NamedValue(OWN_DAYS, stretch.observedDays(), Unit.DAYS)));
  }

  private static String summary(Situation situation, Unusual unusual) {
    Stretch stretch = unusual.stretch();
    double returnDays = unusual.returnDays();
    String length = lengthText(Duration.ofMillis(stretch.durationMillis()));
    String percent = Decimals.text(100 * stretch.level(), 0);
    String above = "CPU has stayed above " + percent + " % for " + length;
    if (unusual.aspect() == Aspect.LENGTH) {
      return "%s; the longest like it in its past was %s"
          .formatted(above, lengthText(Duration.ofMillis(stretch.past().longestMillis())));
    }
    if (!isYoung(situation, stretch)) {
      return "%s; a stretch this long above %s %% occurs here once in %s"
          .formatted(above, percent, daysText(returnDays));
    }
    return "%s; %s, and in the fleet a stretch like this occurs on one workload once in %s"
        .formatted(above, pastText(stretch.observedDays()), daysText(returnDays));
  }

  /// What siblings point to: what came to all at once is a deployment, a batch, or a miner that
  /// came
  /// by the same way.
  private static String siblingsText(int siblings) {
    return siblings == 0
        ? ""
        : "; "
            + siblings
            + (siblings == 1 ? " workload" : " workloads")
            + " that rise and fall with it began the same within three hours, as a deployment, a"
            + " batch for all of them, or a miner rolled out to all of them does";
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
