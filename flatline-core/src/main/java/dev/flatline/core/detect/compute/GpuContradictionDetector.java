package dev.flatline.core.detect.compute;

import static dev.flatline.core.feature.GpuFeature.MEMORY_ACTIVE;
import static dev.flatline.core.feature.GpuFeature.POWER;
import static dev.flatline.core.feature.GpuFeature.POWER_LIMIT;
import static dev.flatline.core.feature.GpuFeature.POWER_SHARE;
import static dev.flatline.core.feature.GpuFeature.TEMPERATURE;
import static dev.flatline.core.feature.GpuFeature.TENSOR_ACTIVE;
import static dev.flatline.core.feature.GpuFeature.UTILIZATION;

import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.detect.GpuDetector;
import dev.flatline.core.detect.GpuSituation;
import dev.flatline.core.detect.Values;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.EvidenceFamily;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.feature.GpuFeatures;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.telemetry.Metric;
import java.time.Instant;
import java.util.List;

/// Can what is told of the GPU be true? A GPU on which no kernel ran for half an hour draws a small
/// part of its power limit, is cool, and its memory and tensor cores rest. Where it is reported
/// idle and is not, somebody has put a false NVML in front of it, or the numbers are of two GPUs.
///
/// The other way round, a GPU that is reported busy and draws less than a waiting kernel does, the
/// reading is false as well, but that hides no miner: weak.
///
/// No threshold here was measured on a GPU; where each comes from says `docs/concepts/gpu.md`.
public final class GpuContradictionDetector implements GpuDetector {
  /// The id.
  public static final String ID = "compute.gpu_contradiction";

  /// Strength of full power or busy units at no utilization. An assumption: of such readings one in
  /// twenty, at most, is a mistake of the telemetry.
  static final double HIDDEN_DECIBANS = 13;

  /// Strength of heat alone: a GPU can be warmed by its neighbours.
  static final double WARM_DECIBANS = 5;

  /// Strength of a load that is claimed and not there.
  static final double CLAIMED_DECIBANS = 3;

  /// Mean utilization up to which a GPU is reported idle.
  static final double IDLE = 0.05;

  /// Mean utilization from which it is reported busy.
  static final double BUSY = 0.9;

  /// Share of the power limit that no idle GPU draws. Public readings that come closest are an A40
  /// that holds a model and rests, 0.37, and an RTX 2080 Super whose video encoder works, 0.45.
  static final double LOADED_POWER_SHARE = 0.6;

  /// Share of the power limit below which no kernel runs, not even one that waits.
  static final double RESTING_POWER_SHARE = 0.15;

  /// Degrees Celsius that an idle GPU does not keep for half an hour: at rest 28 to 43 were read.
  static final double WARM = 70;

  /// Share of the time from which memory is busier than copies make it: those over PCIe 5.0, 64
  /// GB/s each way, are 4 % of an H100's 3.35 TB/s, those of peers over NVLink 27 %.
  static final double BUSY_MEMORY = 0.4;

  /// Share of the time from which tensor cores worked while no kernel is said to have run: twice
  /// [#IDLE], as they cannot work for longer than kernels run.
  static final double BUSY_TENSOR = 2 * IDLE;

  private static final DetectorSpec SPEC =
      new DetectorSpec(
          ID,
          "GPU utilization that contradicts power, temperature or memory",
          EvidenceFamily.COMPUTE,
          Technique.COMPUTE_HIJACKING,
          DetectorSpec.Maturity.EXPERIMENTAL,
          List.of(Metric.GPU_UTILIZATION),
          List.of(
              Metric.GPU_POWER_WATTS,
              Metric.GPU_POWER_LIMIT_WATTS,
              Metric.GPU_TEMPERATURE_CELSIUS,
              Metric.GPU_MEMORY_ACTIVE,
              Metric.GPU_TENSOR_ACTIVE),
          HIDDEN_DECIBANS,
          List.of(
              "an exporter that numbers GPUs differently for different metrics",
              "a partition (MIG, vGPU) that rests on a board whose other partitions work",
              "an exporter that repeats an old utilization",
              "a video encoder at work beside an idle chip"),
          List.of(
              "a false NVML that also lies about power and temperature: compare with the power"
                  + " meter of chassis or rack",
              "a hidden miner that draws less than 0.6 of the power limit"));

  /// Makes one.
  public GpuContradictionDetector() {}

  @Override
  public DetectorSpec spec() {
    return SPEC;
  }

  @Override
  public Assessment assess(GpuSituation situation) {
    GpuFeatures features = situation.features();
    if (!features.has(UTILIZATION)) {
      return new Inconclusive(ID, Reason.NO_GPU);
    }
    if (!situation.isFull()) {
      return new Inconclusive(ID, Reason.TOO_SHORT);
    }
    if (!situation.hasMinutes()) {
      return new Inconclusive(ID, Reason.TOO_FEW_SAMPLES);
    }
    boolean comparable =
        features.has(POWER_SHARE)
            || features.has(TEMPERATURE)
            || features.has(MEMORY_ACTIVE)
            || features.has(TENSOR_ACTIVE);
    if (!comparable) {
      return new Inconclusive(ID, Reason.NOTHING_TO_COMPARE);
    }
    if (features.get(UTILIZATION) <= IDLE) {
      return reportedIdle(situation);
    }
    return features.get(UTILIZATION) >= BUSY && features.get(POWER_SHARE) <= RESTING_POWER_SHARE
        ? evidence(situation, CLAIMED_DECIBANS, power(features) + ": less than a waiting kernel")
        : new Clear(ID, Aspect.GPU_CONTRADICTION);
  }

  private static Assessment reportedIdle(GpuSituation situation) {
    GpuFeatures features = situation.features();
    if (features.get(POWER_SHARE) >= LOADED_POWER_SHARE) {
      return evidence(situation, HIDDEN_DECIBANS, power(features));
    }
    if (features.get(TENSOR_ACTIVE) >= BUSY_TENSOR) {
      return evidence(situation, HIDDEN_DECIBANS, "its tensor cores worked");
    }
    if (features.get(MEMORY_ACTIVE) >= BUSY_MEMORY) {
      return evidence(situation, HIDDEN_DECIBANS, "its memory was busy");
    }
    return features.get(TEMPERATURE) >= WARM
        ? evidence(
            situation,
            WARM_DECIBANS,
            "it stayed at " + Decimals.text(features.get(TEMPERATURE), 0) + " °C")
        : new Clear(ID, Aspect.GPU_CONTRADICTION);
  }

  private static String power(GpuFeatures features) {
    return "it drew %s W, %s %% of its power limit"
        .formatted(
            Decimals.text(features.get(POWER), 0),
            Decimals.text(100 * features.get(POWER_SHARE), 0));
  }

  private static Evidence evidence(GpuSituation situation, double decibans, String but) {
    GpuFeatures features = situation.features();
    Instant at = situation.at();
    return new Evidence(
        ID,
        Aspect.GPU_CONTRADICTION,
        Technique.COMPUTE_HIJACKING,
        decibans,
        at.minus(situation.window()),
        at,
        "the GPU was reported %s %% busy over %d minutes, but %s"
            .formatted(
                Decimals.text(100 * features.get(UTILIZATION), 0),
                situation.window().toMinutes(),
                but),
        Values.of(
            features,
            UTILIZATION,
            POWER,
            POWER_LIMIT,
            POWER_SHARE,
            TEMPERATURE,
            MEMORY_ACTIVE,
            TENSOR_ACTIVE));
  }
}
