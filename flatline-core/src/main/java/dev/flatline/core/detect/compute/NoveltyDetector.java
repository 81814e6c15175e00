package dev.flatline.core.detect.compute;

import dev.flatline.core.detect.Detector;
import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.detect.Situation;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.EvidenceFamily;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.telemetry.Metric;
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
/// a miner at full speed, and what no sibling began with it.
///
/// Of a young workload nothing is new. What the fleet has less than once in the time that is known
/// of the workload, and at least a week apart, is rare; it must also be at the limit, or have begun
/// with a step before our eyes: many a service is steady from its first sample on.
///
/// The strength is the probability that a day of this innocent workload has such a stretch, in
/// decibans; a miner that runs has one every day. A workload younger than the learning time is
/// judged by the fleet, and the evidence says so in the value [ValueNames#OWN_DAYS].
public final class NoveltyDetector implements Detector {
  /// The id.
  public static final String ID = "compute.novelty";

  /// The lowest level of what is established, or rare without a step: slow drifts of idle hosts
  /// reach 0.12.
  static final double LEAST_ESTABLISHED_LEVEL = 0.15;

  /// The largest CV of the minutes of what is as steady as a miner at full speed: RandomX at its
  /// quota has 0.004 (our own recording), and where a machine is full the rest is cut off.
  static final double STEADIEST_CV = 0.01;

  /// What it says that a stretch is longer than ever. Origin: one in a hundred workload-days of the
  /// VMs of a hosting fleet that compute near their limit, siblings and short ones counted in, is
  /// 20; rounded down.
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
          Rarity.STRONGEST_DECIBANS,
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
    NoveltyEvidence most = null;
    for (Stretch stretch : situation.stretches()) {
      young |= isYoung(situation, stretch);
      NoveltyEvidence unusual = unusual(situation, stretch);
      if (unusual != null && (most == null || isMoreSo(unusual, most))) {
        most = unusual;
      }
    }
    if (most != null) {
      return most.evidence();
    }
    return young ? new Inconclusive(ID, Reason.LEARNING) : new Clear(ID, Aspect.NOVELTY);
  }

  /// From the least to the most.
  private static final List<Aspect> ORDER =
      List.of(Aspect.LENGTH, Aspect.RARITY, Aspect.NOVELTY, Aspect.ESTABLISHED);

  private static boolean isMoreSo(NoveltyEvidence one, NoveltyEvidence other) {
    return one.aspect() == other.aspect()
        ? one.rarity().returnDays() > other.rarity().returnDays()
        : ORDER.indexOf(one.aspect()) > ORDER.indexOf(other.aspect());
  }

  private static @Nullable NoveltyEvidence unusual(Situation situation, Stretch stretch) {
    Rarity rarity =
        Rarity.of(situation, stretch.levelIndex(), stretch.durationMillis(), stretch.past());
    double rareDays = rareDays(situation, stretch);
    Aspect aspect = aspect(situation, stretch, rarity.returnDays(), rareDays);
    return aspect == null
        ? null
        : new NoveltyEvidence(situation, stretch, rarity, aspect, rareDays);
  }

  private static @Nullable Aspect aspect(
      Situation situation, Stretch stretch, double returnDays, double rareDays) {
    if (speaksForItself(situation, stretch)
        && returnDays >= situation.thresholds().returnPeriodDays()) {
      return isEstablished(stretch) ? Aspect.ESTABLISHED : Aspect.NOVELTY;
    }
    boolean judged = !wasBornLately(situation, stretch) || hasMovedIn(situation, stretch);
    if (judged && returnDays >= rareDays && !isADrift(stretch)) {
      return Aspect.RARITY;
    }
    return isLongerThanEver(situation, stretch) ? Aspect.LENGTH : null;
  }

  private static boolean isEstablished(Stretch stretch) {
    return stretch.beganWithAStep()
        && stretch.level() >= LEAST_ESTABLISHED_LEVEL
        && stretch.lasts();
  }

  /// Whether it may be no more than an idle host that drifts: rare is then too little.
  private static boolean isADrift(Stretch stretch) {
    return stretch.level() < LEAST_ESTABLISHED_LEVEL && !stretch.beganWithAStep();
  }

  private static boolean isLongerThanEver(Situation situation, Stretch stretch) {
    return speaksForItself(situation, stretch)
        && stretch.level() >= situation.thresholds().plateauMean()
        && stretch.outlastsThePast()
        && situation.flatness().minuteCv() <= STEADIEST_CV
        && situation.siblings() == 0;
  }

  /// Whether its workload's own past, without its owner's, is too short to judge by.
  private static boolean wasBornLately(Situation situation, Stretch stretch) {
    return Rarity.isYoung(stretch.past().observedDays(), situation.thresholds());
  }

  /// Whether a stretch of a workload that was born lately is more than the usual course of a
  /// steady service: it is at the limit, or its beginning was seen and was a step.
  private static boolean hasMovedIn(Situation situation, Stretch stretch) {
    boolean began = stretch.durationMillis() < situation.observed().toMillis();
    return stretch.level() >= situation.thresholds().plateauMean()
        || (began && stretch.beganWithAStep());
  }

  /// The return period from which a stretch is rare. A young workload must not be expected to have
  /// had one like it in the time that is known of it; a policy that asks less of what is new asks
  /// no more here.
  private static double rareDays(Situation situation, Stretch stretch) {
    return isYoung(situation, stretch)
        ? Math.max(situation.thresholds().youngReturnPeriodDays(), stretch.observedDays())
        : Rarity.rareDays(situation.thresholds());
  }

  static boolean isYoung(Situation situation, Stretch stretch) {
    return Rarity.isYoung(stretch.observedDays(), situation.thresholds());
  }

  /// Whether its own past is long enough, and this stretch fills a window.
  private static boolean speaksForItself(Situation situation, Stretch stretch) {
    return !isYoung(situation, stretch)
        && stretch.durationMillis() >= situation.filled().toMillis();
  }
}
