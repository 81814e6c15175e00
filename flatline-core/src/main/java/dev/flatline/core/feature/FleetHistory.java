package dev.flatline.core.feature;

import dev.flatline.core.numeric.GammaPoisson.CountSums;
import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/// How often stretches occur in the fleet, day by day. At the end of each of its days every
/// workload adds what its last 30 days held; the sums of a day say what the fleet was like when it
/// ended.
///
/// A judgement on day D uses the sums of day D − 2 or before. By then every workload that is not a
/// day behind has added its part, so the order in which workloads' samples arrive cannot change a
/// finding. Nor can the order of the sums: they are of whole days and whole minutes, exact in
/// doubles up to four million workloads. Memory: 6.5 kB a day, 3,660 days at most.
public final class FleetHistory {
  /// Lengths told apart: ten minutes, then half an octave more each, up to 30 hours.
  static final int LENGTHS = 16;

  private static final int CODES_PER_LENGTH = Levels.STEPS_PER_OCTAVE / 2;

  /// How many days behind the fleet's word is.
  public static final int DAYS_BEHIND = 2;
  static final int MOST_DAYS = 3_660;

  private static final double MINUTES_PER_DAY = 24 * 60;
  private static final int FIRST_CODE = Levels.code(Levels.SHORTEST_LIKE_MILLIS);
  private static final int SUMS = 3;
  private static final int EXPOSURE = Levels.COUNT * LENGTHS * SUMS;
  private static final int WIDTH = EXPOSURE + 2;

  private final TreeMap<Long, double[]> sumsByDay = new TreeMap<>();
  private final FleetOnsets onsets = new FleetOnsets();
  private final FleetOwners owners = new FleetOwners();

  /// Knows of no fleet yet.
  public FleetHistory() {}

  /// When its workloads began what is unusual for them.
  public FleetOnsets onsets() {
    return onsets;
  }

  /// What is known of the owners of its workloads.
  public FleetOwners owners() {
    return owners;
  }

  /// Nothing before this time will be asked for any more.
  public void forgetBefore(long millis) {
    onsets.forgetBefore(millis);
  }

  /// Adds what a workload's last 30 days held at the end of this day.
  public void addDay(long day, LevelStretches stretches) {
    LevelHistory history = stretches.history();
    double minutes = Math.rint(history.observedDays(day) * MINUTES_PER_DAY);
    if (minutes == 0) {
      return;
    }
    double[] sums = sumsByDay.computeIfAbsent(day, unused -> new double[WIDTH]);
    int[] daysWith = new int[LENGTHS];
    for (int level = 0; level < Levels.COUNT; level++) {
      countDays(history, stretches, level, day, daysWith);
      for (int length = 0; length < LENGTHS; length++) {
        int days = daysWith[length];
        if (days > 0) {
          int at = at(level, length);
          sums[at] += days;
          sums[at + 1] += (double) days * days;
          sums[at + 2] += days * minutes;
        }
      }
    }
    sums[EXPOSURE] += minutes;
    sums[EXPOSURE + 1] += minutes * minutes;
    forgetOldest();
  }

  /// Adds all that another part of the fleet holds.
  public void addAll(FleetHistory other) {
    other.sumsByDay.forEach(
        (day, sums) -> {
          double[] mine = sumsByDay.computeIfAbsent(day, unused -> new double[WIDTH]);
          for (int i = 0; i < WIDTH; i++) {
            mine[i] += sums[i];
          }
        });
    onsets.addAll(other.onsets);
    owners.addAll(other.owners);
    forgetOldest();
  }

  /// What the fleet said when this day was judged: the shipped prior, and the fleet's own days as
  /// far as there are any.
  public FleetPrior priorFor(long day) {
    Map.Entry<Long, double[]> known = sumsByDay.floorEntry(day - DAYS_BEHIND);
    double[] sums = known == null ? new double[WIDTH] : known.getValue();
    return (level, likeCode) -> {
      int length = Math.max(0, Math.min(LENGTHS - 1, (likeCode - FIRST_CODE) / CODES_PER_LENGTH));
      return ShippedPrior.combine(level, length, counts(sums, at(level, length)));
    };
  }

  private void forgetOldest() {
    while (sumsByDay.size() > MOST_DAYS) {
      sumsByDay.pollFirstEntry();
    }
  }

  /// The code from which a stretch counts for this length.
  static int code(int length) {
    return FIRST_CODE + length * CODES_PER_LENGTH;
  }

  private static CountSums counts(double[] sums, int at) {
    return new CountSums(
        sums[at],
        sums[at + 1],
        sums[at + 2] / MINUTES_PER_DAY,
        sums[EXPOSURE] / MINUTES_PER_DAY,
        sums[EXPOSURE + 1] / (MINUTES_PER_DAY * MINUTES_PER_DAY));
  }

  private static int at(int level, int length) {
    return (level * LENGTHS + length) * SUMS;
  }

  /// Days with a stretch of at least each length. A stretch that goes on counts for its days too.
  private static void countDays(
      LevelHistory history, LevelStretches stretches, int level, long day, int[] daysWith) {
    Arrays.fill(daysWith, 0);
    boolean goesOn = level < stretches.reached();
    for (long d = day - LevelHistory.DAYS + 1; d <= day; d++) {
      int code = history.longestCode(level, d);
      if (goesOn) {
        code = Math.max(code, stretches.codeAtEndOf(level, d));
      }
      int lengths =
          code < FIRST_CODE ? 0 : Math.min(LENGTHS, (code - FIRST_CODE) / CODES_PER_LENGTH + 1);
      for (int length = 0; length < lengths; length++) {
        daysWith[length]++;
      }
    }
  }
}
