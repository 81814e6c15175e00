package dev.flatline.connectors.prometheus.live;

import java.util.Arrays;

/// A few numbers in no order.
final class IntBag {
  private int[] numbers = new int[1];
  private int size;

  void add(int number) {
    if (size == numbers.length) {
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    numbers[size++] = number;
  }

  int size() {
    return size;
  }

  int get(int index) {
    return numbers[index];
  }

  /// Takes the number at a place out; the last takes its place.
  void removeAt(int index) {
    numbers[index] = numbers[--size];
  }

  void remove(int number) {
    for (int i = 0; i < size; i++) {
      if (numbers[i] == number) {
        removeAt(i);
        return;
      }
    }
  }
}
