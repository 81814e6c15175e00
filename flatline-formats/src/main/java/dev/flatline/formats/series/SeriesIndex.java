package dev.flatline.formats.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// From the labels of a series to the caller's object for it, without garbage where the series is
/// known. Not safe for use by several threads.
///
/// A series costs its labels' bytes and about 90 more, the caller's object apart.
///
/// @param <T> what the caller keeps of a series
public final class SeriesIndex<T> {
  private static final int SMALLEST_SLOTS = 64;
  private static final int MOST_SERIES = 1 << 28;
  private static final long TAG = 0xFFFFFFFF_00000000L;

  private final int mostSeries;
  private final long mostKeyBytes;
  private final Function<Map<String, String>, T> factory;
  private final List<Entry<T>> entries = new ArrayList<>();

  /// Open addressing with linear probing. A slot holds the upper half of a hash and, in its lower
  /// half, the number of an entry from 1; a free one holds 0. At most half of them are taken.
  private long[] slots = new long[SMALLEST_SLOTS];

  private long keyBytes;
  private long refused;

  /// @param mostSeries so many series are known at most
  /// @param mostKeyBytes and their labels have so many bytes at most
  /// @param factory makes the object of a new series from its labels
  public SeriesIndex(int mostSeries, long mostKeyBytes, Function<Map<String, String>, T> factory) {
    this.mostSeries = Math.min(mostSeries, MOST_SERIES);
    this.mostKeyBytes = mostKeyBytes;
    this.factory = factory;
  }

  /// The object of the series, a new one where the series is new; null where it is new and there is
  /// no room.
  ///
  /// @param seenAtMillis the time for [#forget]; the latest counts
  public @Nullable T find(LabelSlices labels, long seenAtMillis) {
    long hash = labels.hash();
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    for (; slots[at] != 0; at = (at + 1) & mask) {
      if ((slots[at] & TAG) == (hash & TAG)) {
        Entry<T> entry = entries.get((int) slots[at] - 1);
        if (labels.hasKey(entry.key)) {
          entry.seenAtMillis = Math.max(entry.seenAtMillis, seenAtMillis);
          return entry.object;
        }
      }
    }
    return add(labels, seenAtMillis);
  }

  /// Forgets the series that were not seen since.
  ///
  /// @param beforeMillis a series seen at this time stays
  /// @param forgotten takes the object of each
  public void forget(long beforeMillis, Consumer<T> forgotten) {
    for (Entry<T> entry : entries) {
      if (entry.seenAtMillis < beforeMillis) {
        keyBytes -= entry.key.length;
        forgotten.accept(entry.object);
      }
    }
    if (entries.removeIf(entry -> entry.seenAtMillis < beforeMillis)) {
      layOut();
    }
  }

  /// How many series are known.
  public int size() {
    return entries.size();
  }

  /// How often a new series had no room.
  public long refused() {
    return refused;
  }

  private @Nullable T add(LabelSlices labels, long seenAtMillis) {
    if (entries.size() == mostSeries || keyBytes + labels.keyBytes() > mostKeyBytes) {
      refused++;
      return null;
    }
    byte[] key = labels.key();
    Entry<T> entry = new Entry<>(key, labels.hash(), factory.apply(labels.toMap()), seenAtMillis);
    entries.add(entry);
    keyBytes += key.length;
    if (entries.size() * 2 > slots.length) {
      layOut();
    } else {
      place(entry.hash, entries.size());
    }
    return entry.object;
  }

  private void layOut() {
    int wanted = Math.max(SMALLEST_SLOTS, entries.size() * 2);
    slots = new long[Integer.highestOneBit(wanted) * 2];
    for (int i = 0; i < entries.size(); i++) {
      place(entries.get(i).hash, i + 1);
    }
  }

  private void place(long hash, int number) {
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    slots[at] = (hash & TAG) | number;
  }

  private static final class Entry<T> {
    private final byte[] key;
    private final long hash;
    private final T object;
    private long seenAtMillis;

    Entry(byte[] key, long hash, T object, long seenAtMillis) {
      this.key = key;
      this.hash = hash;
      this.object = object;
      this.seenAtMillis = seenAtMillis;
    }
  }
}
