package dev.flatline.core.engine;

import java.util.Arrays;
import java.util.function.Consumer;

/// All workloads of an engine, and for each the time up to which a watermark passes it by. Many
/// watermarks come for each sample, and this is all that most of them look at.
final class WatermarkList {
  /// The number of one that is not among them.
  static final int NONE = -1;

  private static final int FIRST_ENTRIES = 16;

  private WorkloadEntry[] entries = new WorkloadEntry[FIRST_ENTRIES];
  private long[] quietMillis = new long[FIRST_ENTRIES];
  private int size;

  private long watermarkMillis = Long.MIN_VALUE;
  private int told;

  /// Adds one.
  ///
  /// @return its number
  int add(WorkloadEntry entry) {
    if (size == entries.length) {
      entries = Arrays.copyOf(entries, 2 * size);
      quietMillis = Arrays.copyOf(quietMillis, 2 * size);
    }
    entries[size] = entry;
    quietMillis[size] = Long.MIN_VALUE;
    return size++;
  }

  /// Forgets all, for those that remain to be added again. They were told what all were told.
  void clear(int remaining) {
    Arrays.fill(entries, null);
    size = 0;
    told = remaining;
  }

  /// The workload of this number has nothing to do for watermarks before this time.
  void passUntil(int number, long millis) {
    if (number != NONE) {
      quietMillis[number] = millis;
    }
  }

  /// The newest watermark since a workload came, which may have passed it by.
  long watermarkOf(int number) {
    return number != NONE && number < told ? watermarkMillis : Long.MIN_VALUE;
  }

  /// A watermark: hands over those that have something to do for it.
  void advanceTo(long millis, Consumer<WorkloadEntry> busy) {
    watermarkMillis = Math.max(watermarkMillis, millis);
    told = size;
    for (int number = 0; number < size; number++) {
      if (quietMillis[number] <= millis) {
        busy.accept(entries[number]);
      }
    }
  }
}
