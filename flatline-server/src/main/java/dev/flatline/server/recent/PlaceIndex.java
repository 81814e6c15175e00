package dev.flatline.server.recent;

import java.util.Arrays;

/// Gives each workload a small number, its place, as long as it is remembered. Open addressing of
/// which at most half is used: 4 bytes for the name, which others hold as well, 4 for its hash and
/// 8
/// to 16 to find it.
final class PlaceIndex {
  /// There is no place.
  static final int NONE = -1;

  /// A name that others keep away for longer than that is given no place: names that were made to
  /// have one hash shall not slow down everybody.
  static final int MOST_STEPS = 256;

  private static final int FIRST_PLACES = 1 << 6;
  private static final int EMPTY = 0;
  private static final int REMOVED = -1;

  /// Spreads hashes that lie together (Fibonacci hashing): 2^32 divided by the golden ratio.
  private static final int SPREAD = 0x9E37_79B9;

  /// One more than a place, or [#EMPTY] or [#REMOVED].
  private int[] table = new int[2 * FIRST_PLACES];

  /// By place; empty where the place is free.
  private String[] names = new String[FIRST_PLACES];

  /// By place; the next place that is free where this one is.
  private int[] hashes = new int[FIRST_PLACES];

  private int places;
  private int firstFree = NONE;
  private int used;
  private int size;

  /// How many places were ever given: each is below that.
  int places() {
    return places;
  }

  /// How many workloads there are.
  int size() {
    return size;
  }

  /// Whose place that is; empty where it is nobody's.
  String name(int place) {
    return names[place];
  }

  /// The place of a workload, [#NONE] where it has none.
  int find(String name) {
    int hash = name.hashCode();
    int at = first(hash);
    for (int step = 0; step < MOST_STEPS && table[at] != EMPTY; step++) {
      int place = table[at] - 1;
      if (table[at] != REMOVED && hashes[place] == hash && names[place].equals(name)) {
        return place;
      }
      at = next(at);
    }
    return NONE;
  }

  /// Gives a workload a place that has none.
  ///
  /// @return [#NONE] where there is none for this name
  int add(String name) {
    if (2 * (used + 1) > table.length) {
      rebuild();
    }
    int at = first(name.hashCode());
    for (int step = 0; step < MOST_STEPS; step++) {
      if (table[at] == EMPTY || table[at] == REMOVED) {
        used += table[at] == EMPTY ? 1 : 0;
        int place = take();
        names[place] = name;
        hashes[place] = name.hashCode();
        table[at] = place + 1;
        size++;
        return place;
      }
      at = next(at);
    }
    return NONE;
  }

  /// Takes the place of a workload back.
  void remove(int place) {
    int at = first(hashes[place]);
    while (table[at] != place + 1) {
      at = next(at);
    }
    table[at] = REMOVED;
    names[place] = "";
    hashes[place] = firstFree;
    firstFree = place;
    size--;
  }

  private int take() {
    if (firstFree != NONE) {
      int place = firstFree;
      firstFree = hashes[place];
      return place;
    }
    if (places == names.length) {
      // By a quarter: what is not used is memory, too.
      names = Arrays.copyOf(names, places + places / 4);
      hashes = Arrays.copyOf(hashes, names.length);
    }
    return places++;
  }

  /// Anew without what was removed, and with twice the room where that is not enough.
  private void rebuild() {
    int[] old = table;
    table = new int[4 * (size + 1) > old.length ? 2 * old.length : old.length];
    used = size;
    for (int entry : old) {
      if (entry != EMPTY && entry != REMOVED) {
        int at = first(hashes[entry - 1]);
        while (table[at] != EMPTY) {
          at = next(at);
        }
        table[at] = entry;
      }
    }
  }

  private int first(int hash) {
    return (hash * SPREAD) >>> (Integer.numberOfLeadingZeros(table.length) + 1);
  }

  private int next(int at) {
    return (at + 1) & (table.length - 1);
  }
}
