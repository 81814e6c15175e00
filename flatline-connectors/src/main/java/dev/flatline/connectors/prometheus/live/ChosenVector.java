package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.promql.Matching;
import java.util.Arrays;
import java.util.List;

/// The elements of one vector that another has too (`and`), or that it has not (`unless`).
final class ChosenVector extends LiveVector {
  private final LiveVector left;
  private final LiveVector right;
  private final boolean had;
  private final SideKeys keys;
  private boolean[] seen = new boolean[16];

  ChosenVector(LiveVector left, LiveVector right, Matching matching, boolean had) {
    this.left = left;
    this.right = right;
    this.had = had;
    keys = new SideKeys(matching, left, right);
    left.attach(
        new ElementListener() {
          @Override
          public void added(int id, LabelSet labels) {
            add(id, labels);
          }

          @Override
          public void removed(int id) {
            remove(id);
          }
        });
  }

  @Override
  List<LiveVector> parts() {
    return List.of(left, right);
  }

  @Override
  void evaluate(int time) {
    seen = seen.length < keys.bound() ? new boolean[2 * keys.bound()] : seen;
    Arrays.fill(seen, 0, keys.bound(), false);
    boolean[] there = right.present();
    for (int id = 0; id < right.size(); id++) {
      if (there[id]) {
        seen[keys.ofRight(id)] = true;
      }
    }
    double[] from = left.values();
    boolean[] present = present();
    for (int id = 0; id < size(); id++) {
      present[id] = left.present()[id] && seen[keys.ofLeft(id)] == had;
      values()[id] = from[id];
    }
  }
}
