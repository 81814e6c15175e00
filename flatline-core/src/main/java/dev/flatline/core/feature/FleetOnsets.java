package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// When the workloads of a fleet began stretches near their limit that are among the longest they
/// had: what tells a batch that went to many from a miner in one.
///
/// An answer at a time uses what was noted at that event time or before, so the order in which the
/// workloads' samples come cannot change it.
public final class FleetOnsets {
  /// How far apart siblings begin, at most. Eleven of a farm of twelve reached their limit within
  /// twenty-five minutes, the last after two hours (12 August of a hosting fleet,
  /// `docs/evaluation.md`).
  static final long APART_MILLIS = 3 * 3_600_000L;

  /// How much longer than a sibling's, once that is over, is no more what went to both: a quarter,
  /// as lengths are known to a fifth.
  static final double OUTLASTED = 1.25;

  private final TreeMap<Long, List<Onset>> bySince = new TreeMap<>();

  /// Knows of none yet.
  public FleetOnsets() {}

  /// One workload's onset.
  ///
  /// @param workload its name
  /// @param sinceMillis when the stretch began
  /// @param notedMillis when it had become one of the longest
  /// @param days the days on which the workload was active before
  /// @param overMillis when it was seen to be over; [Long#MAX_VALUE] while it goes on
  private record Onset(
      String workload, long sinceMillis, long notedMillis, ActiveDays days, long overMillis) {

    boolean isOf(String name) {
      return workload.equals(name);
    }

    Onset over(long atMillis) {
      return new Onset(workload, sinceMillis, notedMillis, days, atMillis);
    }

    /// Whether it was over by then, and so much sooner that it does not explain the other.
    boolean isOutlastedBy(Stretch other, long atMillis) {
      return overMillis <= atMillis
          && other.durationMillis() >= OUTLASTED * (overMillis - sinceMillis);
    }
  }

  /// Notes one.
  public void add(String workload, long sinceMillis, long notedMillis, ActiveDays days) {
    add(new Onset(workload, sinceMillis, notedMillis, days, Long.MAX_VALUE));
  }

  private void add(Onset onset) {
    bySince.computeIfAbsent(onset.sinceMillis, unused -> new ArrayList<>(1)).add(onset);
  }

  /// What this workload began then is over, as was seen at this time.
  public void end(String workload, long sinceMillis, long atMillis) {
    List<Onset> begun = bySince.get(sinceMillis);
    if (begun != null) {
      begun.replaceAll(onset -> onset.isOf(workload) ? onset.over(atMillis) : onset);
    }
  }

  /// Adds all that another part of the fleet holds.
  void addAll(FleetOnsets other) {
    other.bySince.forEach(
        (since, onsets) ->
            bySince.computeIfAbsent(since, unused -> new ArrayList<>(1)).addAll(onsets));
  }

  void write(StateWriter to) {
    to.putInt(bySince.values().stream().mapToInt(List::size).sum());
    bySince
        .values()
        .forEach(
            onsets -> {
              for (Onset onset : onsets) {
                to.putString(onset.workload);
                to.putLong(onset.sinceMillis);
                to.putLong(onset.notedMillis - onset.sinceMillis);
                onset.days.write(to);
                to.putMillis(onset.overMillis, onset.sinceMillis);
              }
            });
  }

  void read(StateReader from) {
    for (int left = from.getInt(Integer.MAX_VALUE); left > 0; left--) {
      String workload = from.getString();
      long since = from.getLong();
      long noted = since + from.getLong();
      ActiveDays days = ActiveDays.read(from);
      add(new Onset(workload, since, noted, days, from.getMillis(since)));
    }
  }

  /// How many other workloads that rise and fall with this one began the like at about the same
  /// time. One whose own was over a while ago explains no more why this one goes on:
  /// [#OUTLASTED].
  ///
  /// @param stretch the workload's own
  /// @param atMillis the time of the question
  public int siblings(String workload, Stretch stretch, ActiveDays days, long atMillis) {
    long since = stretch.sinceMillis();
    return (int)
        bySince.subMap(since - APART_MILLIS, true, since + APART_MILLIS, true).values().stream()
            .flatMap(List::stream)
            .filter(onset -> onset.notedMillis <= atMillis && !onset.isOf(workload))
            .filter(onset -> !onset.isOutlastedBy(stretch, atMillis))
            .filter(onset -> days.coincideWith(onset.days))
            .map(Onset::workload)
            .distinct()
            .count();
  }

  /// Forgets those that began before this time.
  void forgetBefore(long millis) {
    bySince.headMap(millis).clear();
  }
}
