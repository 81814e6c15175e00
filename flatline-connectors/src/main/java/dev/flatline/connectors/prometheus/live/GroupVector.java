package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.promql.Aggregation;
import dev.flatline.connectors.prometheus.promql.Expression.Aggregate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// One value of each group of another vector's elements.
final class GroupVector extends LiveVector {
  private final LiveVector of;
  private final Aggregation function;
  private final LabelIds groups;
  private int[] groupOf = new int[16];
  private int[] counts = new int[16];

  GroupVector(Aggregate aggregate, LiveVector of, LabelPool pool) {
    this.of = of;
    function = aggregate.function();
    Set<String> names = Set.copyOf(aggregate.labels());
    groups = new LabelIds(pool, this::add, this::remove);
    of.attach(
        new ElementListener() {
          @Override
          public void added(int id, LabelSet labels) {
            join(id, aggregate.without() ? labels.without(names) : labels.only(names));
          }

          @Override
          public void removed(int id) {
            groups.leave(groupOf[id]);
          }
        });
  }

  private void join(int id, LabelSet key) {
    if (id >= groupOf.length) {
      groupOf = Arrays.copyOf(groupOf, 2 * id);
    }
    groupOf[id] = groups.join(key);
  }

  @Override
  List<LiveVector> parts() {
    return List.of(of);
  }

  @Override
  void evaluate(int time) {
    if (counts.length < size()) {
      counts = new int[values().length];
    }
    Arrays.fill(counts, 0, size(), 0);
    double[] values = values();
    double[] from = of.values();
    boolean[] there = of.present();
    for (int id = 0; id < of.size(); id++) {
      if (there[id]) {
        int group = groupOf[id];
        values[group] = counts[group]++ == 0 ? from[id] : joined(values[group], from[id]);
      }
    }
    boolean[] present = present();
    for (int group = 0; group < size(); group++) {
      present[group] = counts[group] > 0;
      if (function == Aggregation.AVG && present[group]) {
        values[group] /= counts[group];
      } else if (function == Aggregation.COUNT) {
        values[group] = counts[group];
      }
    }
  }

  /// NaN gives way to any number in a maximum and a minimum.
  private double joined(double one, double other) {
    return switch (function) {
      case SUM, AVG -> one + other;
      case MAX -> other > one || Double.isNaN(one) ? other : one;
      case MIN -> other < one || Double.isNaN(one) ? other : one;
      case COUNT -> 0;
    };
  }
}
