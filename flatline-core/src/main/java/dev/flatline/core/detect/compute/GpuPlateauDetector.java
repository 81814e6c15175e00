package dev.flatline.core.detect.compute;

import static dev.flatline.core.feature.GpuFeature.DEVIATION;
import static dev.flatline.core.feature.GpuFeature.MEMORY_ACTIVE;
import static dev.flatline.core.feature.GpuFeature.MEMORY_DEVIATION;
import static dev.flatline.core.feature.GpuFeature.MINUTE_DEVIATION;
import static dev.flatline.core.feature.GpuFeature.PCIE;
import static dev.flatline.core.feature.GpuFeature.PCIE_CORRELATION;
import static dev.flatline.core.feature.GpuFeature.POWER;
import static dev.flatline.core.feature.GpuFeature.POWER_CV;
import static dev.flatline.core.feature.GpuFeature.POWER_LIMIT;
import static dev.flatline.core.feature.GpuFeature.POWER_SHARE;
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
import dev.flatline.core.feature.GpuWindow;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.telemetry.Metric;
import java.util.ArrayList;
import java.util.List;

/// A GPU that is busy and flat and draws what it may, while no tensor core works, next to nothing
/// crosses PCIe, and its memory is used evenly: what hashing looks like. Training and inference use
/// tensor cores or are fed over the bus.
///
/// Where power limit, tensor cores and PCIe are all measured the evidence is of [Aspect#GPU_WORK];
/// where one of them is missing it is of [Aspect#GPU_SHAPE], much weaker, and says which.
///
/// No threshold here was measured on a GPU; where each comes from says `docs/concepts/gpu.md`.
public final class GpuPlateauDetector implements GpuDetector {
  /// The id.
  public static final String ID = "compute.gpu_plateau";

  /// Strength where all that tells the work apart is measured. An assumption, not a measurement:
  /// one innocent plateau in ten, at most, is work without tensor cores and without traffic that
  /// draws full power.
  static final double COMPLETE_DECIBANS = 10;

  /// Strength without: the published detector by utilization's scatter finds 80 % of miners and
  /// wrongs 20 % of innocent GPU programs (Tanana, arXiv 2408.14554, 2024), a ratio of 4, less half
  /// for training, of which its set has none.
  static final double INCOMPLETE_DECIBANS = 3;

  /// Mean utilization from which a GPU is busy: half. A duty-cycled miner below it is missed.
  static final double BUSY = 0.5;

  /// Largest standard deviation of utilization that is flat. Miners stayed at or below 0.031,
  /// innocent GPU programs at or above 0.047 (Tanana, as above); this is the geometric mean.
  static final double FLAT = 0.038;

  /// Power, as a share of its limit, from which a GPU works hard. Hashing keeps the chip or its
  /// memory at the limit of what the board may draw; a kernel that only waits is assumed to draw a
  /// quarter.
  static final double LEAST_POWER_SHARE = 0.6;

  /// Largest CV of power's one-minute means that is flat: the published flatness of CPU, twice, as
  /// power follows the chip's temperature.
  static final double FLAT_POWER_CV = 0.10;

  /// PCIe traffic from which a GPU is fed: a tenth of the one lane of PCIe 3.0 (985 MB/s) at which
  /// mining rigs are run.
  static final double FED_BYTES_PER_SECOND = 100e6;

  /// Correlation with PCIe from which utilization follows what comes in: with 30 minutes 0.46 is
  /// significant at 1 % (Fisher's transformation).
  static final double COUPLED = 0.5;

  /// Largest standard deviation of the minutes' memory activity that is even: twice [#FLAT].
  static final double EVEN_MEMORY = 2 * FLAT;

  private static final DetectorSpec SPEC =
      new DetectorSpec(
          ID,
          "GPU busy and flat at its power limit, no tensor cores, no traffic",
          EvidenceFamily.COMPUTE,
          Technique.COMPUTE_HIJACKING,
          DetectorSpec.Maturity.EXPERIMENTAL,
          List.of(Metric.GPU_UTILIZATION, Metric.GPU_POWER_WATTS),
          List.of(
              Metric.GPU_POWER_LIMIT_WATTS,
              Metric.GPU_TENSOR_ACTIVE,
              Metric.GPU_PCIE_RECEIVE_BYTES_PER_SECOND,
              Metric.GPU_PCIE_TRANSMIT_BYTES_PER_SECOND,
              Metric.GPU_MEMORY_ACTIVE),
          COMPLETE_DECIBANS,
          List.of(
              "simulations in single or double precision on data in the GPU's memory",
              "rendering of one long sequence",
              "training in single precision with tensor cores switched off",
              "one stream of text from a language model, token by token, by kernels without tensor"
                  + " cores",
              "password recovery and other searches by brute force"),
          List.of(
              "a miner that keeps the GPU below half utilization or below 0.6 of its power limit",
              "a miner that runs a little matrix work beside, to show tensor activity",
              "a miner beside training on the same GPU",
              "GPUs in partitions (MIG), whose power is that of the whole board",
              "coins whose proof of work is matrix multiplication"));

  /// Makes one.
  public GpuPlateauDetector() {}

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
    if (!isBusyAndFlat(features)) {
      return new Clear(ID, Aspect.GPU_SHAPE);
    }
    if (worksOnWhatComesIn(features)) {
      return new Clear(ID, Aspect.GPU_WORK);
    }
    if (!features.has(POWER)) {
      return new Inconclusive(ID, Reason.NO_GPU_POWER);
    }
    return drawsWhatItMay(features) ? evidence(situation) : new Clear(ID, Aspect.GPU_SHAPE);
  }

  /// Flat by its minutes; where tensor cores are not measured by its samples as well, as the
  /// published detector has it.
  private static boolean isBusyAndFlat(GpuFeatures features) {
    boolean flat =
        features.get(MINUTE_DEVIATION) <= FLAT
            && (features.has(TENSOR_ACTIVE) || features.get(DEVIATION) <= FLAT);
    return features.get(UTILIZATION) >= BUSY && flat;
  }

  private static boolean worksOnWhatComesIn(GpuFeatures features) {
    return features.get(TENSOR_ACTIVE) >= GpuWindow.TENSOR_IDLE
        || features.get(PCIE) >= FED_BYTES_PER_SECOND
        || features.get(PCIE_CORRELATION) >= COUPLED
        || features.get(MEMORY_DEVIATION) > EVEN_MEMORY;
  }

  private static boolean drawsWhatItMay(GpuFeatures features) {
    return !(features.get(POWER_SHARE) < LEAST_POWER_SHARE)
        && features.get(POWER_CV) <= FLAT_POWER_CV;
  }

  private static Evidence evidence(GpuSituation situation) {
    GpuFeatures features = situation.features();
    List<String> missing = missing(features);
    return new Evidence(
        ID,
        missing.isEmpty() ? Aspect.GPU_WORK : Aspect.GPU_SHAPE,
        Technique.COMPUTE_HIJACKING,
        missing.isEmpty() ? COMPLETE_DECIBANS : INCOMPLETE_DECIBANS,
        situation.since(),
        situation.at(),
        summary(situation, missing),
        Values.of(
            features,
            UTILIZATION,
            MINUTE_DEVIATION,
            DEVIATION,
            POWER,
            POWER_LIMIT,
            POWER_SHARE,
            POWER_CV,
            TENSOR_ACTIVE,
            MEMORY_ACTIVE,
            MEMORY_DEVIATION,
            PCIE,
            PCIE_CORRELATION));
  }

  private static List<String> missing(GpuFeatures features) {
    List<String> missing = new ArrayList<>(3);
    if (!features.has(POWER_SHARE)) {
      missing.add("its power limit");
    }
    if (!features.has(TENSOR_ACTIVE)) {
      missing.add("its tensor cores");
    }
    if (!features.has(PCIE)) {
      missing.add("PCIe");
    }
    return missing;
  }

  private static String summary(GpuSituation situation, List<String> missing) {
    GpuFeatures features = situation.features();
    StringBuilder text = new StringBuilder("the GPU stayed ");
    text.append(percent(features.get(UTILIZATION))).append(" % busy over ");
    text.append(situation.window().toMinutes()).append(" minutes at ");
    text.append(Decimals.text(features.get(POWER), 0)).append(" W");
    if (features.has(POWER_SHARE)) {
      text.append(", ").append(percent(features.get(POWER_SHARE))).append(" % of its power limit");
    }
    if (features.has(TENSOR_ACTIVE)) {
      text.append("; no tensor core worked");
    }
    if (features.has(PCIE)) {
      text.append("; ").append(Decimals.text(features.get(PCIE) / 1e6, 1));
      text.append(" MB/s crossed PCIe");
    }
    if (!missing.isEmpty()) {
      text.append("; not measured: ").append(String.join(", ", missing));
    }
    return text.toString();
  }

  private static String percent(double share) {
    return Decimals.text(100 * share, 0);
  }
}
