package dev.flatline.connectors.prometheus.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;

/// Numbers of label sets, each as long as it has members.
final class LabelIds {
  /// Is told of a label set's first member.
  interface Came {
    void came(int id, LabelSet labels);
  }

  private final LabelPool pool;
  private final Came came;
  private final IntConsumer went;
  private final IdPool ids = new IdPool();
  private final Map<LabelSet, Entry> byLabels = new HashMap<>();
  private final List<Entry> byId = new ArrayList<>();

  /// @param pool of labels that others have as well
  LabelIds(LabelPool pool, Came came, IntConsumer went) {
    this.pool = pool;
    this.came = came;
    this.went = went;
  }

  private static final class Entry {
    private final int id;
    private final LabelSet labels;
    private int members;

    Entry(int id, LabelSet labels) {
      this.id = id;
      this.labels = labels;
    }
  }

  /// Adds a member, and gives the number.
  int join(LabelSet labels) {
    Entry entry = byLabels.get(labels);
    if (entry == null) {
      entry = new Entry(ids.take(), pool.one(labels));
      byLabels.put(entry.labels, entry);
      if (entry.id == byId.size()) {
        byId.add(entry);
      } else {
        byId.set(entry.id, entry);
      }
      came.came(entry.id, entry.labels);
    }
    entry.members++;
    return entry.id;
  }

  /// Takes a member away; after the last the number is free.
  void leave(int id) {
    Entry entry = byId.get(id);
    if (--entry.members == 0) {
      byLabels.remove(entry.labels);
      went.accept(id);
      ids.free(id);
    }
  }

  int bound() {
    return ids.bound();
  }
}
