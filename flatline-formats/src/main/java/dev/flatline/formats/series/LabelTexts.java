package dev.flatline.formats.series;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Labels of many series, each kept once with how many series have it: those of a pod share all
/// but a few. Not safe for use by several threads.
final class LabelTexts {
  private static final int SMALLEST_SLOTS = 64;
  private static final byte[] NONE = {};

  /// The bytes of a label by its number, none where nobody has it.
  private final List<byte[]> texts = new ArrayList<>();

  private long[] hashes = new long[SMALLEST_SLOTS];
  private int[] holders = new int[SMALLEST_SLOTS];

  /// Open addressing with linear probing: numbers from 1; a free slot holds 0. At most half of them
  /// are taken.
  private int[] slots = new int[SMALLEST_SLOTS];

  private int taken;
  private final List<Integer> freed = new ArrayList<>();
  private long bytes;

  /// The numbers of labels, for one series more.
  int[] take(LabelSlices labels) {
    int[] numbers = new int[labels.count()];
    for (int i = 0; i < numbers.length; i++) {
      numbers[i] = take(labels, i);
    }
    return numbers;
  }

  /// Whether these are the labels of these numbers.
  boolean same(int[] numbers, LabelSlices labels) {
    boolean same = numbers.length == labels.count();
    for (int i = 0; i < numbers.length && same; i++) {
      same = labels.hasLabel(i, texts.get(numbers[i]));
    }
    return same;
  }

  /// One series less has these. [#layOut] is to follow, before the next is taken.
  void release(int[] numbers) {
    for (int number : numbers) {
      holders[number]--;
      if (holders[number] == 0) {
        bytes -= texts.get(number).length;
        texts.set(number, NONE);
        freed.add(number);
        taken--;
      }
    }
  }

  /// Bytes of all texts.
  long bytes() {
    return bytes;
  }

  private int take(LabelSlices labels, int label) {
    long hash = labels.labelHash(label);
    int mask = slots.length - 1;
    int at = (int) hash & mask;
    for (; slots[at] != 0; at = (at + 1) & mask) {
      int number = slots[at] - 1;
      if (hashes[number] == hash && labels.hasLabel(label, texts.get(number))) {
        holders[number]++;
        return number;
      }
    }
    return add(labels.labelText(label), hash);
  }

  private int add(byte[] text, long hash) {
    int number;
    if (freed.isEmpty()) {
      number = texts.size();
      texts.add(text);
    } else {
      number = freed.removeLast();
      texts.set(number, text);
    }
    if (number == hashes.length) {
      hashes = Arrays.copyOf(hashes, 2 * number);
      holders = Arrays.copyOf(holders, 2 * number);
    }
    hashes[number] = hash;
    holders[number] = 1;
    bytes += text.length;
    taken++;
    if (2 * taken > slots.length) {
      layOut();
    } else {
      place(number);
    }
    return number;
  }

  /// Finds anew what is left.
  void layOut() {
    slots = new int[2 * Integer.highestOneBit(Math.max(SMALLEST_SLOTS, 2 * taken))];
    for (int number = 0; number < texts.size(); number++) {
      if (holders[number] > 0) {
        place(number);
      }
    }
  }

  private void place(int number) {
    int mask = slots.length - 1;
    int at = (int) hashes[number] & mask;
    while (slots[at] != 0) {
      at = (at + 1) & mask;
    }
    slots[at] = number + 1;
  }
}
