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
import dev.flatline.core.feature.Floor;
import dev.flatline.core.feature.Levels;
import dev.flatline.core.numeric.Decimals;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Unit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// A floor that rose and stays under a spiky workload: between its jobs CPU comes down to one
/// level, flat, and never below; and on no day that is known was it flat at about that level for
/// hours. A throttled miner on a batch host cannot be told by how long CPU is above a level, as
/// jobs at full speed are above it every day. `docs/concepts/floor.md` derives it.
public final class FloorDetector implements Detector {
  /// The id.
  public static final String ID = "compute.floor";

  private static final DetectorSpec SPEC =
      new DetectorSpec(
          ID,
          "A floor under the workload's own work that was never there",
          EvidenceFamily.COMPUTE,
          Technique.COMPUTE_HIJACKING,
          DetectorSpec.Maturity.STABLE,
          List.of(Metric.CPU_UTILIZATION),
          List.of(),
          Rarity.STRONGEST_DECIBANS,
          List.of("a new service beside batch jobs", "a job of another size that runs for a day"),
          List.of(
              "a miner above 65 % of capacity",
              "a miner on a host that never stops working, or never works",
              "a miner that takes what the work leaves"));

  /// Makes one.
  public FloorDetector() {}

  @Override
  public DetectorSpec spec() {
    return SPEC;
  }

  @Override
  public Assessment assess(Situation situation) {
    if (!situation.features().has(Feature.CPU_MEAN)) {
      return new Inconclusive(ID, Reason.NO_CPU);
    }
    Floor floor = situation.floor();
    if (floor == null || floor.past().likeDays() > 0) {
      return new Clear(ID, Aspect.FLOOR);
    }
    if (Rarity.isYoung(floor.past().observedDays(), situation.thresholds())) {
      return new Inconclusive(ID, Reason.LEARNING);
    }
    Rarity rarity = Rarity.of(situation, floor.levelIndex(), floor.atFloorMillis(), floor.past());
    return rarity.returnDays() < Rarity.rareDays(situation.thresholds())
        ? new Clear(ID, Aspect.FLOOR)
        : evidence(situation, floor, rarity);
  }

  private static Evidence evidence(Situation situation, Floor floor, Rarity rarity) {
    return new Evidence(
        ID,
        Aspect.FLOOR,
        Technique.COMPUTE_HIJACKING,
        rarity.decibans(),
        Instant.ofEpochMilli(floor.sinceMillis()),
        situation.at(),
        summary(floor),
        values(situation, floor, rarity));
  }

  private static String summary(Floor floor) {
    return "Between its work CPU comes down to %s %%, %d hours in all, and not below for %d hours;"
            .formatted(
                Decimals.text(100 * floor.mean(), 0),
                Duration.ofMillis(floor.atFloorMillis()).toHours(),
                Duration.ofMillis(floor.untilMillis() - floor.sinceMillis()).toHours())
        + " on none of the %s days before was it flat at that level for three hours"
            .formatted(Decimals.text(floor.past().observedDays(), 0));
  }

  private static List<NamedValue> values(Situation situation, Floor floor, Rarity rarity) {
    List<NamedValue> values = new ArrayList<>();
    values.add(new NamedValue(ValueNames.FLOOR, floor.mean(), Unit.SHARE));
    values.add(new NamedValue(ValueNames.LEVEL, floor.level(), Unit.SHARE));
    values.add(new NamedValue(ValueNames.AT_FLOOR, floor.atFloorMillis() / 1000.0, Unit.SECONDS));
    double seconds = (floor.untilMillis() - floor.sinceMillis()) / 1000.0;
    values.add(new NamedValue(ValueNames.STRETCH, seconds, Unit.SECONDS));
    long likeMillis = Levels.shortestMillis(Levels.likeCode(floor.atFloorMillis()));
    values.add(new NamedValue(ValueNames.LIKE_LENGTH, likeMillis / 1000.0, Unit.SECONDS));
    values.addAll(rarity.values(situation.thresholds()));
    return values;
  }
}
