package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.promql.Matching;
import java.util.Arrays;
import java.util.Set;

/// Numbers of what must agree for the elements of two sides to belong together.
final class SideKeys {
  private final LabelIds ids = new LabelIds(new LabelPool(), (id, labels) -> {}, id -> {});
  private final boolean on;
  private final Set<String> names;
  private final Side left;
  private final Side right;

  SideKeys(Matching matching, LiveVector left, LiveVector right) {
    on = matching.on();
    names = Set.copyOf(matching.labels());
    this.left = new Side();
    this.right = new Side();
    left.attach(this.left);
    right.attach(this.right);
  }

  int ofLeft(int id) {
    return left.keys[id];
  }

  int ofRight(int id) {
    return right.keys[id];
  }

  /// Above every key.
  int bound() {
    return ids.bound();
  }

  private final class Side implements ElementListener {
    private int[] keys = new int[16];

    @Override
    public void added(int id, LabelSet labels) {
      if (id >= keys.length) {
        keys = Arrays.copyOf(keys, 2 * id);
      }
      keys[id] = ids.join(on ? labels.only(names) : labels.without(names));
    }

    @Override
    public void removed(int id) {
      ids.leave(keys[id]);
    }
  }
}
