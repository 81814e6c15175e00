package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
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

  private final TreeMap<Long, List<Onset>> bySince = new TreeMap<>();

  /// Knows of none yet.
  public FleetOnsets() {}

  /// One workload's onset.
  ///
  /// @param workload its name
  /// @param sinceMillis when the stretch began
  /// @param notedMillis when it had become one of the longest
  /// @param days the days on which the workload was active before
  private record Onset(String workload, long sinceMillis, long notedMillis, ActiveDays days) {}

  /// Notes one.
  public void add(String workload, long sinceMillis, long notedMillis, ActiveDays days) {
    bySince
        .computeIfAbsent(sinceMillis, unused -> new ArrayList<>(1))
        .add(new Onset(workload, sinceMillis, notedMillis, days));
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
              }
            });
  }

  void read(StateReader from) {
    for (int left = from.getInt(Integer.MAX_VALUE); left > 0; left--) {
      String workload = from.getString();
      long since = from.getLong();
      add(workload, since, since + from.getLong(), ActiveDays.read(from));
    }
  }

  /// How many other workloads that rise and fall with this one began the like at about the same
  /// time.
  ///
  /// @param sinceMillis when the workload's own stretch began
  /// @param atMillis the time of the question
  public int siblings(String workload, long sinceMillis, ActiveDays days, long atMillis) {
    Set<String> siblings = new HashSet<>();
    bySince
        .subMap(sinceMillis - APART_MILLIS, true, sinceMillis + APART_MILLIS, true)
        .values()
        .forEach(
            onsets -> {
              for (Onset onset : onsets) {
                if (onset.notedMillis <= atMillis
                    && !onset.workload.equals(workload)
                    && days.coincideWith(onset.days)) {
                  siblings.add(onset.workload);
                }
              }
            });
    return siblings.size();
  }

  /// Forgets those that began before this time.
  void forgetBefore(long millis) {
    bySince.headMap(millis).clear();
  }
}
