package dev.flatline.core.detect.compute;

import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.detect.GpuDetector;
import dev.flatline.core.detect.GpuSituation;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.EvidenceFamily;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.feature.GpuFeature;
import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.feature.Stretch;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Is it new for this GPU to work for so long without tensor cores? It is where none of the last 30
/// days, and no fewer than the learning time, had a stretch at least half as long above the same
/// level; shorter ones count in part, and together may come to less than one.
///
/// No fleet takes part: how GPUs spend their days differs more from team to team than a shipped
/// prior could say. The probability that a day of this GPU has such a stretch is
/// `(k + ½) / (n + 1)` after n days with k of them (Jeffreys' prior of a proportion); the strength
/// is that in decibans, at most 18 after 30 days.
public final class GpuNoveltyDetector implements GpuDetector {
  /// The id.
  public static final String ID = "compute.gpu_novelty";

  /// The cap: 30 days of a past cannot prove more.
  static final double STRONGEST_DECIBANS = decibans(0, LevelHistory.DAYS);

  private static final DetectorSpec SPEC =
      new DetectorSpec(
          ID,
          "GPU work without tensor cores unlike its own past",
          EvidenceFamily.COMPUTE,
          Technique.COMPUTE_HIJACKING,
          DetectorSpec.Maturity.EXPERIMENTAL,
          List.of(Metric.GPU_UTILIZATION),
          List.of(Metric.GPU_TENSOR_ACTIVE),
          STRONGEST_DECIBANS,
          List.of(
              "the first simulation on a GPU that has trained models so far",
              "a GPU that was lent to another team"),
          List.of(
              "a miner that runs since before the first sample",
              "a miner on a GPU that works without tensor cores every day"));

  /// Makes one.
  public GpuNoveltyDetector() {}

  @Override
  public DetectorSpec spec() {
    return SPEC;
  }

  @Override
  public Assessment assess(GpuSituation situation) {
    if (!situation.features().has(GpuFeature.UTILIZATION)) {
      return new Inconclusive(ID, Reason.NO_GPU);
    }
    Optional<Stretch> plateau = situation.plateau().filter(situation::isFilledBy);
    if (plateau.isEmpty()) {
      return new Clear(ID, Aspect.GPU_NOVELTY);
    }
    Stretch stretch = plateau.get();
    if (stretch.likeDays() >= 1) {
      return new Clear(ID, Aspect.GPU_NOVELTY);
    }
    return Rarity.isYoung(stretch.observedDays(), situation.thresholds())
        ? new Inconclusive(ID, Reason.LEARNING)
        : evidence(situation, stretch);
  }

  private static double decibans(double likeDays, double days) {
    return -10 * Math.log10((likeDays + 0.5) / (days + 1));
  }

  private static Evidence evidence(GpuSituation situation, Stretch stretch) {
    return new Evidence(
        ID,
        Aspect.GPU_NOVELTY,
        Technique.COMPUTE_HIJACKING,
        Math.min(STRONGEST_DECIBANS, decibans(stretch.likeDays(), stretch.observedDays())),
        Instant.ofEpochMilli(stretch.sinceMillis()),
        situation.at(),
        summary(situation, stretch),
        List.of(
            new NamedValue("gpu_level", stretch.level(), Unit.SHARE),
            new NamedValue("stretch", stretch.durationMillis() / 1000.0, Unit.SECONDS),
            new NamedValue("like_days", stretch.likeDays(), Unit.DAYS),
            new NamedValue(ValueNames.OWN_DAYS, stretch.observedDays(), Unit.DAYS)));
  }

  private static String summary(GpuSituation situation, Stretch stretch) {
    String work =
        situation.features().has(GpuFeature.TENSOR_ACTIVE)
            ? "worked without tensor cores"
            : "stayed busy";
    return "the GPU has %s for %s above %s %%, as on none of the last %s days"
        .formatted(
            work,
            lengthText(Duration.ofMillis(stretch.durationMillis())),
            Decimals.text(100 * stretch.level(), 0),
            Decimals.text(stretch.observedDays(), 0));
  }

  private static String lengthText(Duration length) {
    return length.toMinutes() >= 120
        ? length.toHours() + " hours"
        : length.toMinutes() + " minutes";
  }
}
