package dev.flatline.core.engine;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/// Which workloads of an engine are awake. Whoever has been for the longest goes to sleep when
/// there
/// are too many, and leaves its pipeline to who wakes next.
final class AwakeEntries {
  private static final byte[] NOTHING = {};

  private final int most;
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
      free = entries.remove().sleep(writer);
    }
  }
}
