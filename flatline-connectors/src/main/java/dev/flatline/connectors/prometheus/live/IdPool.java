package dev.flatline.connectors.prometheus.live;

import java.util.Arrays;

/// Small dense numbers, used again once they are free.
final class IdPool {
  private int[] free = new int[8];
  private int freeCount;
  private int bound;

  int take() {
    return freeCount > 0 ? free[--freeCount] : bound++;
  }

  void free(int id) {
    if (freeCount == free.length) {
      free = Arrays.copyOf(free, 2 * freeCount);
    }
    free[freeCount++] = id;
  }

  /// Above every number in use.
  int bound() {
    return bound;
  }
}
