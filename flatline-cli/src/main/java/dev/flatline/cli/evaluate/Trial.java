package dev.flatline.cli.evaluate;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.feature.FleetHistory;
import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.List;

/// One miner laid over one workload: the workload's past as it was, then with the miner, through an
/// engine of its own that judges against the fleet without miners.
final class Trial {
  /// As much past as is kept, and a day to round up to.
  private static final long PAST_MILLIS = (LevelHistory.DAYS + 1) * LevelHistory.DAY_MILLIS;

  private final InjectedWorkload workload;
  private final Pods pods;
  private final Engine engine;
  private final List<Finding> told = new ArrayList<>();

  Trial(InjectedWorkload workload, EngineSettings settings, Policy policy, Pods pods) {
    this.workload = workload;
    this.pods = pods;
    this.engine = new Engine(settings, policy, told::add);
  }

  /// Whether whatever comes at this time or later makes no difference.
  boolean isOver(long atMillis) {
    return workload.isOver(atMillis);
  }

  void accept(Sample clean) {
    if (clean.atMillis() >= workload.startMillis() - PAST_MILLIS) {
      engine.accept(pods.renamed(workload.with(clean)));
    }
  }

  /// All samples came.
  Outcome finish(FleetHistory fleet) {
    engine.finishAgainst(fleet);
    return workload.outcome(told);
  }
}
