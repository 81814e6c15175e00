package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;

/// What [LevelHistory] keeps of each day: the code of the longest stretch by level, and how much
/// was observed. Slots are days modulo their number.
///
/// Packed, a day has a bit for each level whose code is not that of the level below, and those
/// codes: levels are nested, so most are alike.
final class LevelDays {
  private static final int DAYS = LevelHistory.DAYS;
  private static final int DAY_MILLIS = (int) LevelHistory.DAY_MILLIS;

  /// Of a day that was observed to the last second nothing is missing; this says that all is.
  private static final int UNOBSERVED = -1;

  private final byte[] longest = new byte[DAYS * Levels.COUNT];
  private final int[] observedMillis = new int[DAYS];

  /// Forgets a day.
  void clear(int slot) {
    observedMillis[slot] = 0;
    Arrays.fill(longest, slot * Levels.COUNT, (slot + 1) * Levels.COUNT, (byte) 0);
  }

  int code(int slot, int level) {
    return longest[slot * Levels.COUNT + level];
  }

  /// Notes a stretch; whether it is longer than any before of its day.
  boolean record(int slot, int level, int code) {
    int at = slot * Levels.COUNT + level;
    boolean longer = code > longest[at];
    longest[at] = (byte) Math.max(longest[at], code);
    return longer;
  }

  int observedMillis(int slot) {
    return observedMillis[slot];
  }

  void observe(int slot, long millis) {
    observedMillis[slot] += (int) millis;
  }

  void write(StateWriter to) {
    for (int slot = 0; slot < DAYS; slot++) {
      int observed = observedMillis[slot];
      to.putInt(observed == 0 ? UNOBSERVED : DAY_MILLIS - observed);
      to.putInt(changes(slot));
      for (int level = 0; level < Levels.COUNT; level++) {
        if (isChange(slot, level)) {
          to.putByte(longest[slot * Levels.COUNT + level]);
        }
      }
    }
  }

  static LevelDays read(StateReader from) {
    LevelDays days = new LevelDays();
    for (int slot = 0; slot < DAYS; slot++) {
      int missing = from.getInt();
      days.observedMillis[slot] = missing == UNOBSERVED ? 0 : DAY_MILLIS - missing;
      int changes = from.getInt();
      byte code = 0;
      for (int level = 0; level < Levels.COUNT; level++) {
        code = (changes & 1 << level) == 0 ? code : from.getByte();
        days.longest[slot * Levels.COUNT + level] = code;
      }
    }
    return days;
  }

  private int changes(int slot) {
    int changes = 0;
    for (int level = 0; level < Levels.COUNT; level++) {
      changes |= isChange(slot, level) ? 1 << level : 0;
    }
    return changes;
  }

  private boolean isChange(int slot, int level) {
    int at = slot * Levels.COUNT + level;
    return longest[at] != (level == 0 ? 0 : longest[at - 1]);
  }
}
