package dev.flatline.core.detect.compute;

import static dev.flatline.core.feature.Feature.CORRELATION_CPU_DISK;
import static dev.flatline.core.feature.Feature.CORRELATION_CPU_NETWORK;
import static dev.flatline.core.feature.Feature.CPU_BEFORE;
import static dev.flatline.core.feature.Feature.CPU_CARRIED_BY_DISK;
import static dev.flatline.core.feature.Feature.CPU_CARRIED_BY_NETWORK;
import static dev.flatline.core.feature.Feature.DISK_BEFORE;
import static dev.flatline.core.feature.Feature.DISK_LEVEL;
import static dev.flatline.core.feature.Feature.NETWORK_BEFORE;
import static dev.flatline.core.feature.Feature.NETWORK_LEVEL;
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
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.feature.Bursts;
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Features;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Unit;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

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
/// inconclusive. Of bursts, what was between them is before, and what was in them after.
public final class DecouplingDetector implements Detector {
  /// The id.
  public static final String ID = "compute.decoupling";

  static final double STRONGEST_DECIBANS = 10;

  /// Least evidence worth reporting, for a miner or against: a ratio of two.
  static final double WEAKEST_DECIBANS = 3;

  /// How much earlier time must be known.
  static final double LEAST_SECONDS_BEFORE = 30 * 60;

  /// Correlation inside the window from which CPU and I/O are coupled after all. With 30 samples
  /// 0.46 is significant at 1 % (Fisher's transformation); with six it takes 0.92.
  private static final double COUPLED = 0.5;

  /// Share of the CPU that must rise and fall with an I/O for the two to be coupled: most of it. On
  /// a flat plateau a correlation alone says that a hundredth of the CPU follows something, and
  /// nothing of what carries the rest.
  private static final double CARRIED = 0.5;

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
        && situation.holdsALevel())) {
      return new Inconclusive(ID, Reason.NO_PLATEAU);
    }
    if (!(features.get(SECONDS_BEFORE) >= LEAST_SECONDS_BEFORE)) {
      return new Inconclusive(ID, Reason.NO_EARLIER_LEVEL);
    }
    Decoupling sides = Decoupling.of(features);
    if (Double.isNaN(sides.decibans())) {
      return new Inconclusive(ID, Reason.NO_EARLIER_LEVEL);
    }
    if (sides.decibans() <= -WEAKEST_DECIBANS || follows(situation)) {
      return new Clear(ID, Aspect.COUPLING);
    }
    return sides.decibans() < WEAKEST_DECIBANS
        ? new Inconclusive(ID, Reason.RISE_TOO_SMALL)
        : evidence(situation, sides);
  }

  /// Whether CPU rises and falls with network or disk inside the window, most of it. A window that
  /// holds the step itself says no more than the rises do: on a silent host a pool's own
  /// conversation begins with it.
  private static boolean follows(Situation situation) {
    Features features = situation.features();
    if (features.get(PLATEAU_SECONDS) < situation.filled().toSeconds()) {
      return false;
    }
    boolean network =
        features.get(CORRELATION_CPU_NETWORK) >= COUPLED
            && features.get(CPU_CARRIED_BY_NETWORK) >= CARRIED;
    boolean disk =
        features.get(CORRELATION_CPU_DISK) >= COUPLED
            && features.get(CPU_CARRIED_BY_DISK) >= CARRIED;
    return network || disk;
  }

  private static Evidence evidence(Situation situation, Decoupling sides) {
    Features features = situation.features();
    return new Evidence(
        ID,
        Aspect.COUPLING,
        Technique.COMPUTE_HIJACKING,
        Math.min(sides.decibans(), STRONGEST_DECIBANS),
        Instant.ofEpochMilli((long) features.get(PLATEAU_ONSET)),
        situation.at(),
        summary(situation),
        values(situation, sides));
  }

  private static String summary(Situation situation) {
    Features features = situation.features();
    String before = Decimals.text(100 * features.get(CPU_BEFORE), 0);
    String since = Decimals.text(100 * features.get(PLATEAU_LEVEL), 0);
    return contrasted(situation) != null
        ? "CPU was at %s %% in the bursts and at %s %% between them, while %s what it was between them"
            .formatted(since, before, sides(features))
        : "CPU went from %s %% to %s %% and stayed, while %s the workload's own earlier level"
            .formatted(before, since, sides(features));
  }

  /// The bursts that are compared with what was between them; null where none are.
  private static @Nullable Bursts contrasted(Situation situation) {
    Bursts bursts = situation.bursts();
    return bursts != null && bursts.isContrasted() ? bursts : null;
  }

  private static List<NamedValue> values(Situation situation, Decoupling sides) {
    List<NamedValue> values =
        Values.of(
            situation.features(),
            CPU_BEFORE,
            PLATEAU_LEVEL,
            PLATEAU_SECONDS,
            Feature.ONSET_SHARPNESS,
            NETWORK_BEFORE,
            PLATEAU_NETWORK,
            DISK_BEFORE,
            PLATEAU_DISK,
            CORRELATION_CPU_NETWORK,
            CORRELATION_CPU_DISK,
            CPU_CARRIED_BY_NETWORK,
            CPU_CARRIED_BY_DISK);
    values.addAll(sides.values(situation.features()));
    values.add(new NamedValue(ValueNames.STRONGEST, STRONGEST_DECIBANS, Unit.DECIBANS));
    Bursts bursts = contrasted(situation);
    if (bursts != null) {
      values.add(new NamedValue(ValueNames.BURSTS, bursts.count(), Unit.COUNT));
      return values;
    }
    double filled = situation.filled().toMillis() / 1000.0;
    values.add(new NamedValue(ValueNames.WINDOW_FILLED, filled, Unit.SECONDS));
    values.add(new NamedValue(ValueNames.COUPLED_CORRELATION, COUPLED, Unit.RATIO));
    values.add(new NamedValue(ValueNames.COUPLED_SHARE, CARRIED, Unit.RATIO));
    return values;
  }

  private static String sides(Features features) {
    boolean network = features.has(NETWORK_BEFORE) && features.has(PLATEAU_NETWORK);
    boolean disk = features.has(DISK_BEFORE) && features.has(PLATEAU_DISK);
    return (network && disk ? "network and disk" : network ? "the network" : "the disk")
        + " stayed at";
  }
}
