package dev.flatline.formats.series;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/// From the labels of a series to the caller's object for it, without garbage where the series is
/// known. Not safe for use by several threads.
///
/// A series costs about 110 bytes and 4 a label, the caller's object apart, and each label that no
/// other series has about 50 and its texts.
///
/// @param <T> what the caller keeps of a series
public final class SeriesIndex<T> {
  private static final int SMALLEST_SLOTS = 64;
  private static final int MOST_SERIES = 1 << 28;
  /// What a label costs each series that has it, whatever its text: 4 bytes here and 8 with whoever
  /// knows the series by its labels.
  private static final long BYTES_OF_LABEL = 12;

  private static final long TAG = 0xFFFFFFFF_00000000L;

  private final int mostSeries;
  private final long mostLabelBytes;
  private final Function<Map<String, String>, T> factory;
  private final List<Entry<T>> entries = new ArrayList<>();
  private final LabelTexts texts = new LabelTexts();

  /// Open addressing with linear probing. A slot holds the upper half of a hash and, in its lower
  /// half, the number of an entry from 1; a free one holds 0. At most half of them are taken.
  private long[] slots = new long[SMALLEST_SLOTS];

  /// The same for fingerprints: numbers of entries from 1.
  private int[] byFingerprint = new int[SMALLEST_SLOTS];

  private long refused;

  /// Labels of all series together.
  private long held;

  /// @param mostSeries so many series are known at most
  /// @param mostLabelBytes and their labels so many bytes, of which texts count once and 12 each
  ///     time that a series has one; where that is reached no series is added
  /// @param factory makes the object of a new series from its labels
  public SeriesIndex(
      int mostSeries, long mostLabelBytes, Function<Map<String, String>, T> factory) {
    this.mostSeries = Math.min(mostSeries, MOST_SERIES);
    this.mostLabelBytes = mostLabelBytes;
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
        if (texts.same(entry.labels, labels)) {
          know((int) slots[at], labels);
          return entry.seen(seenAtMillis);
        }
      }
    }
    return add(labels, seenAtMillis);
  }

  /// The object of the series whose labels came first with this fingerprint, and were sorted; null
  /// where none did.
  ///
  /// @param seenAtMillis the time for [#forget]; the latest counts
  public @Nullable T find(Fingerprint fingerprint, long seenAtMillis) {
    int mask = byFingerprint.length - 1;
    int at = (int) fingerprint.first() & mask;
    for (; byFingerprint[at] != 0; at = (at + 1) & mask) {
      Entry<T> entry = entries.get(byFingerprint[at] - 1);
      if (entry.first == fingerprint.first() && entry.second == fingerprint.second()) {
        return entry.seen(seenAtMillis);
      }
    }
    return null;
  }

  /// Forgets the series that were not seen since.
  ///
  /// @param beforeMillis a series seen at this time stays
  /// @param mayGo asked once for the object of each that was not seen since, whether it may go
  public void forget(long beforeMillis, Predicate<T> mayGo) {
    if (entries.removeIf(entry -> entry.seenAtMillis < beforeMillis && release(entry, mayGo))) {
      texts.layOut();
      layOut();
    }
  }

  private boolean release(Entry<T> entry, Predicate<T> mayGo) {
    if (!mayGo.test(entry.object)) {
      return false;
    }
    texts.release(entry.labels);
    held -= entry.labels.length;
    return true;
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
    if (entries.size() == mostSeries || texts.bytes() + BYTES_OF_LABEL * held >= mostLabelBytes) {
      refused++;
      return null;
    }
    Entry<T> entry =
        new Entry<>(texts.take(labels), labels.hash(), factory.apply(labels.toMap()), seenAtMillis);
    entries.add(entry);
    held += entry.labels.length;
    if (entries.size() * 2 > slots.length) {
      layOut();
    } else {
      place(entry.hash, entries.size());
    }
    know(entries.size(), labels);
    return entry.object;
  }

  /// Finds it by the fingerprint from now on. Who writes its labels in another way than the first
  /// has them read each time.
  private void know(int number, LabelSlices labels) {
    Entry<T> entry = entries.get(number - 1);
    Fingerprint fingerprint = labels.fingerprint();
    if (!entry.hasFingerprint() && fingerprint.isTaken() && labels.cameSorted()) {
      entry.first = fingerprint.first();
      entry.second = fingerprint.second();
      placeFingerprint(number);
    }
  }

  private void layOut() {
    int wanted = Math.max(SMALLEST_SLOTS, entries.size() * 2);
    slots = new long[Integer.highestOneBit(wanted) * 2];
    byFingerprint = new int[slots.length];
    for (int i = 0; i < entries.size(); i++) {
      place(entries.get(i).hash, i + 1);
      if (entries.get(i).hasFingerprint()) {
        placeFingerprint(i + 1);
      }
    }
  }

  private void placeFingerprint(int number) {
    int mask = byFingerprint.length - 1;
    int at = (int) entries.get(number - 1).first & mask;
    while (byFingerprint[at] != 0) {
      at = (at + 1) & mask;
    }
    byFingerprint[at] = number;
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
    private final int[] labels;
    private final long hash;
    private final T object;
    private long seenAtMillis;

    /// Of its fingerprint, 0 as long as none was taken.
    private long first;

    private long second;

    Entry(int[] labels, long hash, T object, long seenAtMillis) {
      this.labels = labels;
      this.hash = hash;
      this.object = object;
      this.seenAtMillis = seenAtMillis;
    }

    private T seen(long atMillis) {
      seenAtMillis = Math.max(seenAtMillis, atMillis);
      return object;
    }

    private boolean hasFingerprint() {
      return (first | second) != 0;
    }
  }
}
