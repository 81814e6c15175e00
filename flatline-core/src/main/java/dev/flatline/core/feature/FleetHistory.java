package dev.flatline.core.feature;

import dev.flatline.core.numeric.GammaPoisson.CountSums;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

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

  private final NavigableMap<Long, double[]> sumsByDay;
  private final NavigableMap<Long, double[]> ownersByDay;
  private long ownersUpToDay = Long.MIN_VALUE;
  private final FleetOnsets onsets;
  private final FleetOwners owners;

  /// Knows of no fleet yet.
  public FleetHistory() {
    this(new TreeMap<>(), new TreeMap<>(), new FleetOnsets(), new FleetOwners());
  }

  private FleetHistory(
      NavigableMap<Long, double[]> sumsByDay,
      NavigableMap<Long, double[]> ownersByDay,
      FleetOnsets onsets,
      FleetOwners owners) {
    this.sumsByDay = sumsByDay;
    this.ownersByDay = ownersByDay;
    this.onsets = onsets;
    this.owners = owners;
  }

  /// This fleet, in which the owners are those of another that has nothing else.
  public FleetHistory withOwnersOf(FleetHistory other) {
    return new FleetHistory(sumsByDay, ownersByDay, onsets, other.owners);
  }

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

  /// Adds what a workload's last 30 days held at the end of this day. Not of workloads that have an
  /// owner, who speaks for them.
  public void addDay(long day, LevelStretches stretches) {
    LevelHistory history = stretches.history();
    double minutes = Math.rint(history.observedDays(day) * MINUTES_PER_DAY);
    if (minutes == 0) {
      return;
    }
    add(
        sumsByDay.computeIfAbsent(day, unused -> new double[WIDTH]),
        (level, d) -> stretches.longestCode(level, d),
        day,
        minutes);
    forgetOldest();
  }

  /// Adds up what owners' pods did, each owner as one workload, for the days whose samples are all
  /// in and for which that was not done yet. Nothing can be asked of a day before.
  public void addUpOwners(long upToDay) {
    long from = Math.max(owners.oldestDay(), ownersUpToDay + 1);
    for (long day = Math.max(from, upToDay - MOST_DAYS); day <= upToDay; day++) {
      double[] sums = new double[WIDTH];
      owners.addDay(day, sums);
      if (sums[EXPOSURE] > 0) {
        ownersByDay.put(day, sums);
      }
    }
    ownersUpToDay = Math.max(ownersUpToDay, upToDay);
    forgetOldest();
  }

  /// Codes of the longest stretches of something, by level and day.
  @FunctionalInterface
  interface LongestCodes {
    int code(int level, long day);
  }

  /// Adds what the 30 days up to this one held, and the minutes observed.
  static void add(double[] sums, LongestCodes codes, long day, double minutes) {
    int[] daysWith = new int[LENGTHS];
    for (int level = 0; level < Levels.COUNT; level++) {
      countDays(codes, level, day, daysWith);
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

  /// Writes what another can [#read].
  public void write(StateWriter to) {
    write(sumsByDay, to);
    write(ownersByDay, to);
    to.putMillis(ownersUpToDay, 0);
    onsets.write(to);
    owners.write(to);
  }

  /// Adds all that was written.
  public void read(StateReader from) {
    read(sumsByDay, from);
    read(ownersByDay, from);
    ownersUpToDay = from.getMillis(0);
    onsets.read(from);
    owners.read(from);
  }

  private static void write(NavigableMap<Long, double[]> byDay, StateWriter to) {
    to.putInt(byDay.size());
    byDay.forEach(
        (day, sums) -> {
          to.putLong(day);
          to.putDoubles(sums);
        });
  }

  private static void read(NavigableMap<Long, double[]> byDay, StateReader from) {
    for (int left = from.getInt(MOST_DAYS); left > 0; left--) {
      long day = from.getLong();
      byDay.put(day, from.getDoubles(WIDTH));
    }
  }

  /// What the fleet said when this day was judged: the shipped prior, and the fleet's own days as
  /// far as there are any.
  public FleetPrior priorFor(long day) {
    Map.Entry<Long, double[]> known = sumsByDay.floorEntry(day - DAYS_BEHIND);
    Map.Entry<Long, double[]> ofOwners = ownersByDay.floorEntry(day - DAYS_BEHIND);
    double[] sums = sum(known, ofOwners);
    return (level, likeCode) -> {
      int length = Math.max(0, Math.min(LENGTHS - 1, (likeCode - FIRST_CODE) / CODES_PER_LENGTH));
      return ShippedPrior.combine(level, length, counts(sums, at(level, length)));
    };
  }

  private static double[] sum(
      Map.@Nullable Entry<Long, double[]> one, Map.@Nullable Entry<Long, double[]> other) {
    if (one == null || other == null) {
      Map.Entry<Long, double[]> only = one == null ? other : one;
      return only == null ? new double[WIDTH] : only.getValue();
    }
    double[] sums = one.getValue().clone();
    for (int i = 0; i < WIDTH; i++) {
      sums[i] += other.getValue()[i];
    }
    return sums;
  }

  private void forgetOldest() {
    while (sumsByDay.size() > MOST_DAYS) {
      sumsByDay.pollFirstEntry();
    }
    while (ownersByDay.size() > MOST_DAYS) {
      ownersByDay.pollFirstEntry();
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
  private static void countDays(LongestCodes codes, int level, long day, int[] daysWith) {
    Arrays.fill(daysWith, 0);
    for (long d = day - LevelHistory.DAYS + 1; d <= day; d++) {
      int code = codes.code(level, d);
      int lengths =
          code < FIRST_CODE ? 0 : Math.min(LENGTHS, (code - FIRST_CODE) / CODES_PER_LENGTH + 1);
      for (int length = 0; length < lengths; length++) {
        daysWith[length]++;
      }
    }
  }
}
