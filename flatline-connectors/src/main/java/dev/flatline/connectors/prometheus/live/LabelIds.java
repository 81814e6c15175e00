package dev.flatline.connectors.prometheus.live;

import java.util.Arrays;
import java.util.function.IntConsumer;
import org.jspecify.annotations.Nullable;

/// Numbers of label sets, each as long as it has members. A number costs some 20 bytes, its labels
/// apart: queries over a large fleet have several for each pod.
final class LabelIds {
  /// Is told of a label set's first member.
  interface Came {
    void came(int id, LabelSet labels);
  }

  private static final int FIRST_NUMBERS = 16;

  /// Multiplies a hash so that its upper bits depend on all of it (Knuth, The Art of Computer
  /// Programming 3, 6.4: the golden ratio).
  private static final int SPREAD = 0x9E3779B9;

  private final LabelPool pool;
  private final Came came;
  private final IntConsumer went;
  private final IdPool ids = new IdPool();

  /// Of each number its labels, null where it is free, and how many members they have.
  private @Nullable LabelSet[] labelsOf = new LabelSet[FIRST_NUMBERS];

  private int[] members = new int[FIRST_NUMBERS];

  /// Open addressing with linear probing: a slot holds a number from 1, a free one 0. At most half
  /// of them are taken.
  private int[] slots = new int[2 * FIRST_NUMBERS];

  private int shift = Integer.numberOfLeadingZeros(slots.length) + 1;

  /// @param pool of labels that others have as well
  LabelIds(LabelPool pool, Came came, IntConsumer went) {
    this.pool = pool;
    this.came = came;
    this.went = went;
  }

  /// Adds a member, and gives the number.
  int join(LabelSet labels) {
    int at = slotOf(labels);
    if (slots[at] != 0) {
      int id = slots[at] - 1;
      members[id]++;
      return id;
    }
    int id = ids.take();
    if (id == members.length) {
      grow();
      at = slotOf(labels);
    }
    LabelSet one = pool.one(labels);
    labelsOf[id] = one;
    members[id] = 1;
    slots[at] = id + 1;
    came.came(id, one);
    return id;
  }

  /// Takes a member away; after the last the number is free.
  void leave(int id) {
    if (--members[id] == 0) {
      LabelSet labels = labelsOf[id];
      if (labels != null) {
        free(slotOf(labels));
      }
      labelsOf[id] = null;
      went.accept(id);
      ids.free(id);
    }
  }

  int bound() {
    return ids.bound();
  }

  /// Where these labels are, or belong.
  private int slotOf(LabelSet labels) {
    int at = firstSlot(labels);
    while (slots[at] != 0 && !labels.equals(labelsOf[slots[at] - 1])) {
      at = next(at);
    }
    return at;
  }

  /// Frees a slot, and moves up whoever could not be found any more behind it.
  private void free(int slot) {
    int hole = slot;
    slots[hole] = 0;
    for (int at = next(hole); slots[at] != 0; at = next(at)) {
      LabelSet labels = labelsOf[slots[at] - 1];
      if (labels != null && distance(firstSlot(labels), at) >= distance(hole, at)) {
        slots[hole] = slots[at];
        slots[at] = 0;
        hole = at;
      }
    }
  }

  private void grow() {
    int numbers = 2 * members.length;
    labelsOf = Arrays.copyOf(labelsOf, numbers);
    members = Arrays.copyOf(members, numbers);
    int[] before = slots;
    slots = new int[2 * numbers];
    shift--;
    for (int number : before) {
      LabelSet labels = number == 0 ? null : labelsOf[number - 1];
      if (labels != null) {
        slots[slotOf(labels)] = number;
      }
    }
  }

  private int firstSlot(LabelSet labels) {
    return (labels.hashCode() * SPREAD) >>> shift;
  }

  private int next(int slot) {
    return (slot + 1) & (slots.length - 1);
  }

  /// How many slots one is behind another.
  private int distance(int from, int to) {
    return (to - from) & (slots.length - 1);
  }
}
