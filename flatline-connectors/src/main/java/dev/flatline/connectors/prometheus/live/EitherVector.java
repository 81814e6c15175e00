package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.promql.Matching;
import java.util.Arrays;
import java.util.List;

/// The elements of the left, and those of the right that the left has not (`or`). Even numbers
/// are of the left, odd ones of the right.
final class EitherVector extends LiveVector {
  private final LiveVector left;
  private final LiveVector right;
  private final SideKeys keys;
  private boolean[] seen = new boolean[16];

  EitherVector(LiveVector left, LiveVector right, Matching matching) {
    this.left = left;
    this.right = right;
    keys = new SideKeys(matching, left, right);
    left.attach(new Side(0));
    right.attach(new Side(1));
  }

  @Override
  List<LiveVector> parts() {
    return List.of(left, right);
  }

  @Override
  void evaluate(int time) {
    seen = seen.length < keys.bound() ? new boolean[2 * keys.bound()] : seen;
    Arrays.fill(seen, 0, keys.bound(), false);
    for (int id = 0; id < left.size(); id++) {
      boolean there = left.present()[id];
      put(2 * id, there, left.values()[id]);
      if (there) {
        seen[keys.ofLeft(id)] = true;
      }
    }
    for (int id = 0; id < right.size(); id++) {
      boolean there = right.present()[id] && !seen[keys.ofRight(id)];
      put(2 * id + 1, there, right.values()[id]);
    }
  }

  private void put(int id, boolean there, double value) {
    if (id < size()) {
      present()[id] = there;
      values()[id] = value;
    }
  }

  private final class Side implements ElementListener {
    private final int odd;

    Side(int odd) {
      this.odd = odd;
    }

    @Override
    public void added(int id, LabelSet labels) {
      add(2 * id + odd, labels);
    }

    @Override
    public void removed(int id) {
      remove(2 * id + odd);
    }
  }
}
