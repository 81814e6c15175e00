package dev.flatline.core.detect.compute;

import static dev.flatline.core.feature.Feature.CORRELATION_CPU_NETWORK;
import static dev.flatline.core.feature.Feature.CPU_CV;
import static dev.flatline.core.feature.Feature.CPU_DEVIATION;
import static dev.flatline.core.feature.Feature.CPU_FLOOR;
import static dev.flatline.core.feature.Feature.CPU_MEAN;
import static dev.flatline.core.feature.Feature.NETWORK_LEVEL;
import static dev.flatline.core.feature.Feature.PLATEAU_ONSET;

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
import dev.flatline.core.feature.Feature;
import dev.flatline.core.feature.Features;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Unit;
import java.time.Instant;
import java.util.List;

/// The published rule: over one window mean CPU above 0.90, coefficient of variation below 0.05 and
/// correlation of CPU with network below 0.2. A correlation with a constant is not defined and
/// counts as none: a network that does not move at all is the purest form of what the rule looks
/// for.
public final class PlateauDetector implements Detector {
  /// The id.
  public static final String ID = "compute.plateau";

  /// Strength of the rule alone, from our own measurement: it holds on the steady full-speed miner
  /// always and on 6 % of the innocent workload-days of an ordinary fleet (`docs/evaluation.md`), a
  /// ratio of 16, less half for the batch farms that this fleet has few of.
  static final double STRENGTH_DECIBANS = 9;

  private static final DetectorSpec SPEC =
      new DetectorSpec(
          ID,
          "Flat CPU plateau near the limit",
          EvidenceFamily.COMPUTE,
          Technique.COMPUTE_HIJACKING,
          DetectorSpec.Maturity.STABLE,
          List.of(Metric.CPU_UTILIZATION, Metric.NETWORK_RECEIVE_BYTES_PER_SECOND),
          List.of(Metric.CPU_STEAL, Metric.CPU_THROTTLED),
          STRENGTH_DECIBANS,
          List.of(
              "batch jobs, backups and compressors at full speed",
              "training of models",
              "video encoding",
              "a stuck spin loop"),
          List.of(
              "any miner throttled below the mean",
              "miners that pause or yield inside the window",
              "a miner beside a busy neighbour in the same workload"));

  /// Makes one.
  public PlateauDetector() {}

  @Override
  public DetectorSpec spec() {
    return SPEC;
  }

  @Override
  public Assessment assess(Situation situation) {
    Features features = situation.features();
    if (!features.has(CPU_MEAN)) {
      return new Inconclusive(ID, Reason.NO_CPU);
    }
    if (situation.observed().compareTo(situation.filled()) < 0) {
      return new Inconclusive(ID, Reason.TOO_SHORT);
    }
    double mean = features.get(CPU_MEAN);
    double cv = features.get(CPU_CV);
    if (!(mean > situation.thresholds().plateauMean() && cv < situation.thresholds().plateauCv())) {
      return new Clear(ID, Aspect.SHAPE);
    }
    if (!features.has(NETWORK_LEVEL)) {
      return new Inconclusive(ID, Reason.NO_NETWORK);
    }
    if (features.get(CORRELATION_CPU_NETWORK) >= situation.thresholds().plateauCorrelation()) {
      return new Clear(ID, Aspect.SHAPE);
    }
    return evidence(situation);
  }

  private static Evidence evidence(Situation situation) {
    Features features = situation.features();
    return new Evidence(
        ID,
        Aspect.SHAPE,
        Technique.COMPUTE_HIJACKING,
        STRENGTH_DECIBANS,
        since(situation),
        situation.at(),
        "CPU stayed at "
            + Decimals.text(100 * features.get(CPU_MEAN), 0)
            + " % of capacity over "
            + situation.window().toMinutes()
            + " minutes (CV "
            + Decimals.text(features.get(CPU_CV), 3)
            + ")"
            + correlationText(features),
        values(situation));
  }

  private static List<NamedValue> values(Situation situation) {
    List<NamedValue> values =
        Values.of(
            situation.features(),
            CPU_MEAN,
            CPU_DEVIATION,
            CPU_CV,
            CPU_FLOOR,
            CORRELATION_CPU_NETWORK);
    Thresholds asked = situation.thresholds();
    values.add(new NamedValue(ValueNames.RULE_MEAN, asked.plateauMean(), Unit.SHARE));
    values.add(new NamedValue(ValueNames.RULE_CV, asked.plateauCv(), Unit.RATIO));
    values.add(new NamedValue(ValueNames.RULE_CORRELATION, asked.plateauCorrelation(), Unit.RATIO));
    return values;
  }

  /// When the plateau began; a window of five-minute samples begins up to five minutes before the
  /// first of them.
  private static Instant since(Situation situation) {
    Features features = situation.features();
    return features.has(PLATEAU_ONSET)
        ? Instant.ofEpochMilli((long) features.get(PLATEAU_ONSET))
        : situation.at().minus(situation.window());
  }

  private static String correlationText(Features features) {
    return features.has(Feature.CORRELATION_CPU_NETWORK)
        ? " and did not follow the network (correlation "
            + Decimals.text(features.get(CORRELATION_CPU_NETWORK), 2)
            + ")"
        : " beside a network that did not move";
  }
}
