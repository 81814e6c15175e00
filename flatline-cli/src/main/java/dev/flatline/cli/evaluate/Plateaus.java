package dev.flatline.cli.evaluate;

import dev.flatline.core.feature.LevelHistory;
import dev.flatline.core.feature.LevelStretches;
import dev.flatline.core.feature.Levels;
import java.util.ArrayList;
import java.util.List;

/// When a workload was itself at full speed, minute by minute: where a miner at full speed looks
/// like one more of its jobs.
final class Plateaus {
  /// From this share of capacity on something is at full speed: the highest level that is kept, and
  /// capacity less the tolerance at which a workload counts as being at a level.
  static final double FULL_SPEED = 0.95;

  /// Shorter is no plateau: the window of the usual rules is half an hour.
  private static final long LEAST_MILLIS = 30 * 60_000L;

  private static final int LEVELS = Levels.reached(FULL_SPEED);
  private static final long PAST_MILLIS = LevelHistory.DAYS * LevelHistory.DAY_MILLIS;
  private static final Plateau NONE = new Plateau(0, 0);

  private final List<Plateau> over = new ArrayList<>();
  private Plateau latest = NONE;

  /// The workload's stretches after one more sample. One that went on while nothing was measured is
  /// as though it began so much later.
  void observe(LevelStretches stretches) {
    if (stretches.reached() < LEVELS) {
      return;
    }
    long since = stretches.lastMillis() - stretches.lengthMillis(LEVELS - 1);
    if (since != latest.sinceMillis() && latest.millisUpTo(Long.MAX_VALUE) >= LEAST_MILLIS) {
      over.add(latest);
    }
    latest = new Plateau(since, stretches.lastMillis());
  }

  /// The longest in the 30 days before, one that still goes on up to then; 0 where none was half an
  /// hour long.
  long longestBefore(long millis) {
    long longest = lengthBefore(latest, millis);
    for (Plateau one : over) {
      longest = Math.max(longest, lengthBefore(one, millis));
    }
    return longest < LEAST_MILLIS ? 0 : longest;
  }

  private static long lengthBefore(Plateau one, long millis) {
    return one.untilMillis() > millis - PAST_MILLIS ? one.millisUpTo(millis) : 0;
  }

  private record Plateau(long sinceMillis, long untilMillis) {
    long millisUpTo(long millis) {
      return Math.max(0, Math.min(untilMillis, millis) - sinceMillis);
    }
  }
}
