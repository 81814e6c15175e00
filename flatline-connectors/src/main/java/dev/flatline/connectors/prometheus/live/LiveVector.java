package dev.flatline.connectors.prometheus.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// A query or a part of one. Its elements have dense numbers and labels that never change; each
/// evaluation gives them values, or none. What labels decide is decided once, when an element
/// comes.
abstract class LiveVector {
  private static final int FIRST_CAPACITY = 16;

  private final List<ElementListener> listeners = new ArrayList<>();
  private @Nullable LabelSet[] labels = new LabelSet[FIRST_CAPACITY];
  private double[] values = new double[FIRST_CAPACITY];
  private boolean[] present = new boolean[FIRST_CAPACITY];
  private int size;

  /// Gives every element its value at a time; the vectors that this one is made of have theirs.
  ///
  /// @param time the lower half of epoch milliseconds
  abstract void evaluate(int time);

  /// The vectors that this one is made of.
  abstract List<LiveVector> parts();

  /// Tells of all elements, of those that are there at once.
  void attach(ElementListener listener) {
    listeners.add(listener);
    for (int id = 0; id < size; id++) {
      LabelSet of = labels[id];
      if (of != null) {
        listener.added(id, of);
      }
    }
  }

  /// Takes back all that was told.
  void detach(ElementListener listener) {
    listeners.remove(listener);
    for (int id = 0; id < size; id++) {
      if (labels[id] != null) {
        listener.removed(id);
      }
    }
  }

  /// Above every element's number.
  final int size() {
    return size;
  }

  /// The values by element, to be read where [#present] says so, until the next element comes.
  final double[] values() {
    return values;
  }

  /// Which elements have a value.
  final boolean[] present() {
    return present;
  }

  /// The labels of an element that is there.
  final LabelSet labels(int id) {
    LabelSet of = labels[id];
    if (of == null) {
      throw new IllegalStateException("no element " + id);
    }
    return of;
  }

  final void add(int id, LabelSet of) {
    if (id >= values.length) {
      int capacity = Math.max(id + 1, values.length + values.length / 2);
      labels = Arrays.copyOf(labels, capacity);
      values = Arrays.copyOf(values, capacity);
      present = Arrays.copyOf(present, capacity);
    }
    size = Math.max(size, id + 1);
    labels[id] = of;
    listeners.forEach(listener -> listener.added(id, of));
  }

  final void remove(int id) {
    listeners.forEach(listener -> listener.removed(id));
    labels[id] = null;
    present[id] = false;
  }
}
