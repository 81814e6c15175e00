package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.promql.Expression;
import dev.flatline.connectors.prometheus.promql.Operator;
import dev.flatline.connectors.prometheus.promql.Operator.Kind;
import java.util.List;
import java.util.function.UnaryOperator;

/// Another vector's elements one by one, with other values or labels, or without some of them.
final class MappedVector extends LiveVector {
  private final LiveVector of;
  private final Mapping mapping;

  private MappedVector(LiveVector of, UnaryOperator<LabelSet> relabel, Mapping mapping) {
    this.of = of;
    this.mapping = mapping;
    of.attach(
        new ElementListener() {
          @Override
          public void added(int id, LabelSet labels) {
            add(id, relabel.apply(labels));
          }

          @Override
          public void removed(int id) {
            remove(id);
          }
        });
  }

  /// What becomes of a value.
  private interface Mapping {
    double map(double value);

    default boolean keeps(double value) {
      return true;
    }
  }

  static MappedVector clamped(Expression.Clamp clamp, LiveVector of) {
    double bound = clamp.bound();
    return clamp.lower()
        ? new MappedVector(of, UnaryOperator.identity(), value -> Math.max(bound, value))
        : new MappedVector(of, UnaryOperator.identity(), value -> Math.min(bound, value));
  }

  static MappedVector relabelled(Expression.LabelReplace replace, LiveVector of) {
    return new MappedVector(
        of,
        labels ->
            replace
                .regex()
                .replaced(labels.get(replace.source()), replace.replacement())
                .map(value -> labels.with(replace.target(), value))
                .orElse(labels),
        value -> value);
  }

  /// An operator with a number at its right, or at its left.
  static MappedVector withNumber(Operator operator, LiveVector of, double number, boolean atLeft) {
    if (operator.kind() == Kind.COMPARISON) {
      return new MappedVector(
          of, UnaryOperator.identity(), new Comparison(operator, number, atLeft));
    }
    return new MappedVector(
        of,
        UnaryOperator.identity(),
        atLeft ? value -> operator.apply(number, value) : value -> operator.apply(value, number));
  }

  /// Keeps the values for which it holds, as they are.
  private record Comparison(Operator operator, double number, boolean atLeft) implements Mapping {
    @Override
    public double map(double value) {
      return value;
    }

    @Override
    public boolean keeps(double value) {
      return atLeft ? operator.holds(number, value) : operator.holds(value, number);
    }
  }

  @Override
  List<LiveVector> parts() {
    return List.of(of);
  }

  @Override
  void evaluate(int time) {
    double[] from = of.values();
    boolean[] there = of.present();
    double[] values = values();
    boolean[] present = present();
    for (int id = 0; id < size(); id++) {
      present[id] = there[id] && mapping.keeps(from[id]);
      if (present[id]) {
        values[id] = mapping.map(from[id]);
      }
    }
  }
}
