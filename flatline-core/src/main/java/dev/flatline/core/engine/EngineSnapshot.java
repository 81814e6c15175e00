package dev.flatline.core.engine;

import dev.flatline.core.state.StateWriter;
import java.util.Collection;
import java.util.List;
import java.util.function.Consumer;

/// All that an engine remembered at one moment, written part by part while the engine goes on: what
/// is about to change is written before it does. To be used on the thread that uses the engine.
public final class EngineSnapshot {
  private final List<WorkloadEntry> entries;
  private final Consumer<byte[]> records;
  private final StateWriter writer = new StateWriter();
  private final StateWriter scratch = new StateWriter();
  private int next;

  EngineSnapshot(Collection<WorkloadEntry> entries, Consumer<byte[]> records) {
    this.entries = List.copyOf(entries);
    this.records = records;
    this.entries.forEach(entry -> entry.awaitedBy(this));
  }

  /// Writes some workloads more.
  ///
  /// @param most how many are looked at
  /// @return whether all are written
  public boolean write(int most) {
    int end = (int) Math.min(entries.size(), (long) next + most);
    for (; next < end; next++) {
      entries.get(next).beforeChange();
    }
    return next == entries.size();
  }

  /// Writes nothing more.
  public void abandon() {
    for (; next < entries.size(); next++) {
      entries.get(next).abandonedBy(this);
    }
  }

  void take(WorkloadEntry entry) {
    writer.clear();
    entry.write(writer, scratch);
    records.accept(writer.toBytes());
  }
}
