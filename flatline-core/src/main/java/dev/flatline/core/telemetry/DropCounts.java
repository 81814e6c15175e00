package dev.flatline.core.telemetry;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.EnumMap;
import java.util.Map;

/// Counts by reason of what was not judged. Not safe for use by several threads at once.
public final class DropCounts {
  private static final DropReason[] REASONS = DropReason.values();

  private final long[] counts = new long[REASONS.length];

  /// Counts one more.
  public void add(DropReason reason) {
    counts[reason.ordinal()]++;
  }

  /// Adds all counts of another.
  public void addAll(DropCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /// The same counts, which stay as they are now.
  public DropCounts copy() {
    DropCounts copy = new DropCounts();
    copy.addAll(this);
    return copy;
  }

  /// Writes what another can [#read].
  public void write(StateWriter to) {
    to.putInt(counts.length);
    for (long count : counts) {
      to.putLong(count);
    }
  }

  /// Adds what was written.
  public void read(StateReader from) {
    int known = from.getInt(counts.length);
    for (int i = 0; i < known; i++) {
      counts[i] += from.getLong();
    }
  }

  /// How often this reason was counted.
  public long of(DropReason reason) {
    return counts[reason.ordinal()];
  }

  /// How many whole rows were dropped, for any reason.
  public long rows() {
    long rows = 0;
    for (DropReason reason : REASONS) {
      rows += reason.scope() == DropReason.Scope.ROW ? of(reason) : 0;
    }
    return rows;
  }

  /// The reasons that were counted at least once, in the order of [DropReason].
  public Map<DropReason, Long> byReason() {
    Map<DropReason, Long> byReason = new EnumMap<>(DropReason.class);
    for (DropReason reason : REASONS) {
      if (of(reason) > 0) {
        byReason.put(reason, of(reason));
      }
    }
    return byReason;
  }
}
