package dev.flatline.core.feature;

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
}
