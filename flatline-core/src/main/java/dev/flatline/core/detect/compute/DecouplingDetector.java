package dev.flatline.core.detect.compute;

import static dev.flatline.core.feature.Feature.CORRELATION_CPU_DISK;
import static dev.flatline.core.feature.Feature.CORRELATION_CPU_NETWORK;
import static dev.flatline.core.feature.Feature.CPU_BEFORE;
import static dev.flatline.core.feature.Feature.CPU_CARRIED_BY_DISK;
import static dev.flatline.core.feature.Feature.CPU_CARRIED_BY_NETWORK;
import static dev.flatline.core.feature.Feature.DISK_BEFORE;
import static dev.flatline.core.feature.Feature.DISK_LEVEL;
import static dev.flatline.core.feature.Feature.DISK_RISE;
import static dev.flatline.core.feature.Feature.DISK_SCATTER_BEFORE;
import static dev.flatline.core.feature.Feature.NETWORK_BEFORE;
import static dev.flatline.core.feature.Feature.NETWORK_LEVEL;
import static dev.flatline.core.feature.Feature.NETWORK_RISE;
import static dev.flatline.core.feature.Feature.NETWORK_SCATTER_BEFORE;
import static dev.flatline.core.feature.Feature.PLATEAU_DISK;
import static dev.flatline.core.feature.Feature.PLATEAU_LEVEL;
import static dev.flatline.core.feature.Feature.PLATEAU_NETWORK;
import static dev.flatline.core.feature.Feature.PLATEAU_ONSET;
import static dev.flatline.core.feature.Feature.PLATEAU_SECONDS;
import static dev.flatline.core.feature.Feature.SECONDS_BEFORE;

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
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Features;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.telemetry.Metric;
import java.time.Instant;
import java.util.List;

/// CPU rose and stayed, and nothing else did: compares two explanations of what network and disk
/// did when the plateau began. Work that comes in moves them with the CPU; a miner leaves them
/// where they were. With Δ the rise of a throughput's mean logarithm, not below 0, and c the
/// logarithm of the ratio of CPU after to before,
///
/// `LLR = ((Δ − c)² − Δ²) / 2s²`,
///
/// the log-likelihood ratio of N(0, s²) against N(c, s²). s is the workload's own scatter of that
/// logarithm over the square root of the half hours that the plateau lasts, and no less than the
/// spread of an ordinary fleet: of a bursty link little can be said soon. Every measured side has
/// to speak for a miner; the weaker one is reported. A rise too small to tell the two apart is
/// inconclusive.
public final class DecouplingDetector implements Detector {
  /// The id.
  public static final String ID = "compute.decoupling";

  static final double STRONGEST_DECIBANS = 10;

  /// Least evidence worth reporting, for a miner or against: a ratio of two.
  static final double WEAKEST_DECIBANS = 3;

  /// The least s, in nats. The half-hours of an ordinary fleet scatter around the workload's own
  /// mean by 0.32 (network) and 0.27 (disk), with a long tail (`docs/evaluation.md`); 0.5 covers
  /// 97 % of them.
  static final double LOG_SPREAD = 0.5;

  /// How far apart two values of a throughput are that say something each for itself: the half
  /// hours of which the spread was measured.
  static final double SECONDS_APART = 30 * 60;

  /// How much earlier time must be known.
  static final double LEAST_SECONDS_BEFORE = 30 * 60;

  /// CPU below this share of capacity counts as this: the ratio of two idle levels says nothing.
  static final double IDLE_SHARE = 0.01;

  /// Correlation inside the window from which CPU and I/O are coupled after all. With 30 samples
  /// 0.46 is significant at 1 % (Fisher's transformation); with six it takes 0.92.
  private static final double COUPLED = 0.5;

  /// Share of the CPU that must rise and fall with an I/O for the two to be coupled: most of it. On
  /// a flat plateau a correlation alone says that a hundredth of the CPU follows something, and
  /// nothing of what carries the rest.
  private static final double CARRIED = 0.5;

  private static final double DECIBANS_PER_NAT = 10 / Math.log(10);

  private static final DetectorSpec SPEC =
      new DetectorSpec(
          ID,
          "CPU rose and stayed while network and disk did not",
          EvidenceFamily.COMPUTE,
          Technique.COMPUTE_HIJACKING,
          DetectorSpec.Maturity.STABLE,
          List.of(Metric.CPU_UTILIZATION, Metric.NETWORK_RECEIVE_BYTES_PER_SECOND),
          List.of(
              Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND,
              Metric.DISK_READ_BYTES_PER_SECOND,
              Metric.DISK_WRITE_BYTES_PER_SECOND),
          STRONGEST_DECIBANS,
          List.of(
              "training and simulation on data in memory",
              "a stuck spin loop",
              "a job that reads its input once and computes for hours"),
          List.of(
              "a miner that runs since before the first sample",
              "a miner on a workload whose traffic rises at the same hour",
              "a rise smaller than the workload's own noise"));

  /// Makes one.
  public DecouplingDetector() {}

  @Override
  public DetectorSpec spec() {
    return SPEC;
  }

  @Override
  public Assessment assess(Situation situation) {
    Features features = situation.features();
    if (!features.has(Feature.CPU_MEAN)) {
      return new Inconclusive(ID, Reason.NO_CPU);
    }
    boolean network = features.has(NETWORK_LEVEL);
    boolean disk = features.has(DISK_LEVEL);
    if (!network && !disk) {
      return new Inconclusive(ID, Reason.NO_NETWORK_NOR_DISK);
    }
    if (!(features.get(PLATEAU_SECONDS) >= situation.leastDwell().toSeconds()
        && situation.isFlat())) {
      return new Inconclusive(ID, Reason.NO_PLATEAU);
    }
    if (!(features.get(SECONDS_BEFORE) >= LEAST_SECONDS_BEFORE)) {
      return new Inconclusive(ID, Reason.NO_EARLIER_LEVEL);
    }
    double strength = strength(features);
    if (Double.isNaN(strength)) {
      return new Inconclusive(ID, Reason.NO_EARLIER_LEVEL);
    }
    if (strength <= -WEAKEST_DECIBANS || follows(features)) {
      return new Clear(ID, Aspect.COUPLING);
    }
    return strength < WEAKEST_DECIBANS
        ? new Inconclusive(ID, Reason.RISE_TOO_SMALL)
        : evidence(situation, Math.min(strength, STRONGEST_DECIBANS));
  }

  /// Decibans for "stayed" against "rose with the CPU", of the side that says less for it; NaN
  /// where neither was measured before and since.
  private static double strength(Features features) {
    double network =
        side(features, features.get(NETWORK_RISE), features.get(NETWORK_SCATTER_BEFORE));
    double disk = side(features, features.get(DISK_RISE), features.get(DISK_SCATTER_BEFORE));
    return Double.isNaN(network) ? disk : Double.isNaN(disk) ? network : Math.min(network, disk);
  }

  /// The same of one throughput; NaN where it was not measured before and since.
  private static double side(Features features, double moved, double scatter) {
    double rise =
        Math.log(features.get(PLATEAU_LEVEL) / Math.max(IDLE_SHARE, features.get(CPU_BEFORE)));
    if (Double.isNaN(moved) || !(rise > 0)) {
      return Double.isNaN(moved) ? Double.NaN : 0;
    }
    double apart = Math.max(1, features.get(PLATEAU_SECONDS) / SECONDS_APART);
    double spread = Math.max(LOG_SPREAD, scatter / Math.sqrt(apart));
    double up = Math.max(0, moved);
    double nats = ((up - rise) * (up - rise) - up * up) / (2 * spread * spread);
    return nats * DECIBANS_PER_NAT;
  }

  /// Whether CPU rises and falls with network or disk inside the window, most of it.
  private static boolean follows(Features features) {
    boolean network =
        features.get(CORRELATION_CPU_NETWORK) >= COUPLED
            && features.get(CPU_CARRIED_BY_NETWORK) >= CARRIED;
    boolean disk =
        features.get(CORRELATION_CPU_DISK) >= COUPLED
            && features.get(CPU_CARRIED_BY_DISK) >= CARRIED;
    return network || disk;
  }

  private static Evidence evidence(Situation situation, double strength) {
    Features features = situation.features();
    return new Evidence(
        ID,
        Aspect.COUPLING,
        Technique.COMPUTE_HIJACKING,
        strength,
        Instant.ofEpochMilli((long) features.get(PLATEAU_ONSET)),
        situation.at(),
        "CPU went from "
            + Decimals.text(100 * features.get(CPU_BEFORE), 0)
            + " % to "
            + Decimals.text(100 * features.get(PLATEAU_LEVEL), 0)
            + " % and stayed, while "
            + quietText(features),
        Values.of(
            features,
            CPU_BEFORE,
            PLATEAU_LEVEL,
            PLATEAU_SECONDS,
            Feature.ONSET_SHARPNESS,
            NETWORK_BEFORE,
            PLATEAU_NETWORK,
            DISK_BEFORE,
            PLATEAU_DISK,
            CORRELATION_CPU_NETWORK,
            CORRELATION_CPU_DISK));
  }

  private static String quietText(Features features) {
    boolean network = features.has(NETWORK_BEFORE) && features.has(PLATEAU_NETWORK);
    boolean disk = features.has(DISK_BEFORE) && features.has(PLATEAU_DISK);
    return (network && disk ? "network and disk" : network ? "the network" : "the disk")
        + " stayed at the workload's own earlier level";
  }
}
