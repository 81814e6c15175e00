package dev.flatline.core.engine;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Which workloads of an engine are awake: all, as long as they are not too many; then only a few,
/// of which the one that has been for the longest goes to sleep when another wakes, and leaves it
/// its pipeline. With few the pipelines in use fit the processor's cache.
final class AwakeEntries {
  private static final int FEW = 64;
  private static final byte[] NOTHING = {};

  private int most;
  private final ArrayDeque<WorkloadEntry> entries = new ArrayDeque<>();
  private final StateWriter writer = new StateWriter();
  private final StateReader reader = new StateReader(NOTHING);
  private @Nullable WorkloadPipeline free;

  /// @param most how many may be awake at once, 1 or more
  AwakeEntries(int most) {
    this.most = most;
  }

  /// A pipeline that nobody uses, null where there is none.
  @Nullable WorkloadPipeline free() {
    WorkloadPipeline taken = free;
    free = null;
    return taken;
  }

  /// To read one state at a time.
  StateReader reader() {
    return reader;
  }

  /// This one woke.
  void add(WorkloadEntry entry) {
    entries.add(entry);
    if (entries.size() > most) {
      most = Math.min(most, FEW);
    }
    while (entries.size() > most) {
      free = entries.remove().sleep(writer);
    }
  }
}
