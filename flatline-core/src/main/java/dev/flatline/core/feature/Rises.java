package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeMap;

/// When workloads that have something in common rose, in order of that time.
final class Rises {
  private final TreeMap<Long, List<Rise>> bySince = new TreeMap<>();

  /// One workload's rise.
  ///
  /// @param workload its name
  /// @param owner who owns it
  /// @param sinceMillis when its stretch began
  /// @param notedMillis when it was known to be one
  /// @param newborn whether the workload began with it
  record Rise(String workload, String owner, long sinceMillis, long notedMillis, boolean newborn) {}

  void add(Rise rise) {
    bySince.computeIfAbsent(rise.sinceMillis(), unused -> new ArrayList<>(1)).add(rise);
  }

  void addAll(Rises other) {
    other.bySince.values().forEach(rises -> rises.forEach(this::add));
  }

  /// Those noted up to a time that began about another.
  List<Rise> about(long sinceMillis, long apartMillis, long atMillis) {
    Collection<List<Rise>> near =
        bySince.subMap(sinceMillis - apartMillis, true, sinceMillis + apartMillis, true).values();
    List<Rise> known = new ArrayList<>();
    for (List<Rise> rises : near) {
      for (Rise rise : rises) {
        if (rise.notedMillis() <= atMillis) {
          known.add(rise);
        }
      }
    }
    return known;
  }

  void forgetBefore(long millis) {
    bySince.headMap(millis).clear();
  }

  boolean isEmpty() {
    return bySince.isEmpty();
  }

  void write(StateWriter to) {
    to.putInt(bySince.values().stream().mapToInt(List::size).sum());
    bySince.values().forEach(rises -> rises.forEach(rise -> write(rise, to)));
  }

  void read(StateReader from) {
    for (int left = from.getInt(Integer.MAX_VALUE); left > 0; left--) {
      String workload = from.getString();
      String owner = from.getString();
      long since = from.getLong();
      add(new Rise(workload, owner, since, since + from.getLong(), from.getBoolean()));
    }
  }

  private static void write(Rise rise, StateWriter to) {
    to.putString(rise.workload());
    to.putString(rise.owner());
    to.putLong(rise.sinceMillis());
    to.putLong(rise.notedMillis() - rise.sinceMillis());
    to.putBoolean(rise.newborn());
  }
}
