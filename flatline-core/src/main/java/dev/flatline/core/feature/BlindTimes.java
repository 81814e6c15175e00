package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import org.jspecify.annotations.Nullable;

/// How much of the stretch above each level was not measured and does not count for its length.
/// Hardly any has such a time, so hardly any workload keeps more than a reference.
final class BlindTimes {
  private long @Nullable [] millis;
  private long seenAgainMillis;

  /// That of the stretch above this level.
  long millis(int level) {
    return millis == null ? 0 : millis[level];
  }

  /// Since when the stretch above this level was measured without such a time.
  long seenSinceMillis(int level, long sinceMillis) {
    return millis(level) == 0 ? sinceMillis : seenAgainMillis;
  }

  /// The stretches above so many levels, from the lowest, went on without being measured.
  void add(int levels, long fromMillis, long toMillis) {
    if (millis == null) {
      millis = new long[Levels.COUNT];
    }
    seenAgainMillis = toMillis;
    for (int level = 0; level < levels; level++) {
      millis[level] += toMillis - fromMillis;
    }
  }

  /// The stretch above this level, the highest that has one, is over.
  void end(int level) {
    if (millis != null) {
      millis[level] = 0;
      millis = level == 0 ? null : millis;
    }
  }

  /// Writes what another can [#read]: of the levels that have a stretch.
  void write(StateWriter to, int reached) {
    to.putBoolean(millis != null);
    if (millis != null) {
      to.putLong(seenAgainMillis);
    }
    for (int level = 0; millis != null && level < reached; level++) {
      to.putLong(millis[level]);
    }
  }

  /// Becomes what was written.
  void read(StateReader from, int reached) {
    millis = from.getBoolean() ? new long[Levels.COUNT] : null;
    seenAgainMillis = millis == null ? 0 : from.getLong();
    for (int level = 0; millis != null && level < reached; level++) {
      millis[level] = from.getLong();
    }
  }
}
