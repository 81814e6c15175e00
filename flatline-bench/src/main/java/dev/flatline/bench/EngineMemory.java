package dev.flatline.bench;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import java.util.Locale;

/// How much heap a workload takes in the engine, once it has seen a day; the 30 days of history
/// take no more, because their room is there from the first sample on. A plain program: what the
/// heap holds after a full collection, with the engine and before it.
public final class EngineMemory {
  private static final long DAY_MILLIS = 86_400_000L;
  private static final int COLLECTIONS = 3;

  private EngineMemory() {}

  /// Prints the bytes a workload takes.
  ///
  /// @param arguments how many workloads, and seconds between two samples of one
  public static void main(String[] arguments) {
    int workloads = Integer.parseInt(arguments[0]);
    long stepMillis = Long.parseLong(arguments[1]) * 1000;
    SyntheticFleet fleet = new SyntheticFleet(workloads);
    long before = heldBytes();
    Engine engine = new Engine(EngineSettings.DEFAULT, Policy.none(), finding -> {});
    long weighAt = SyntheticFleet.START_MILLIS;
    while (fleet.atMillis() < SyntheticFleet.START_MILLIS + DAY_MILLIS) {
      fleet.step(stepMillis, engine::accept);
      if (fleet.atMillis() >= weighAt) {
        weighAt += DAY_MILLIS / 24;
        engine.advanceTo(fleet.atMillis() - EngineSettings.DEFAULT.lateness().toMillis());
      }
    }
    long bytes = heldBytes() - before;
    System.out.printf(
        Locale.ROOT,
        "%,d workloads at %d s, %,d samples: %,d bytes in all, %,d a workload%n",
        workloads,
        stepMillis / 1000,
        engine.received(),
        bytes,
        bytes / workloads);
  }

  private static long heldBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < COLLECTIONS; i++) {
      runtime.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }
}
