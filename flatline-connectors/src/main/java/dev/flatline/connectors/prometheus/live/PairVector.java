package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.promql.Expression.Binary;
import dev.flatline.connectors.prometheus.promql.Matching;
import dev.flatline.connectors.prometheus.promql.Matching.Grouping;
import dev.flatline.connectors.prometheus.promql.Operator;
import dev.flatline.connectors.prometheus.promql.Operator.Kind;
import java.util.Arrays;
import java.util.List;
import java.util.Set;

/// An operator between the elements of two vectors that belong together. An element is a pair of
/// one of each side, made when the second of them comes. Where Prometheus refuses the query
/// because several at once could be the partner, the first of them stands.
final class PairVector extends LiveVector {
  private final LiveVector left;
  private final LiveVector right;
  private final Operator operator;
  private final Matching matching;
  private final PairIndex pairs;

  /// The number of the evaluation in which an element last was in a pair, by side.
  private int[] leftTaken = new int[16];

  private int[] rightTaken = new int[16];
  private int evaluation;

  PairVector(Binary binary, LiveVector left, LiveVector right) {
    this.left = left;
    this.right = right;
    operator = binary.operator();
    matching = binary.matching();
    Set<String> names = Set.copyOf(matching.labels());
    pairs =
        new PairIndex(
            labels -> matching.on() ? labels.only(names) : labels.without(names),
            (pair, leftId, rightId) ->
                add(pair, labels(left.labels(leftId), right.labels(rightId), names)),
            this::remove);
    left.attach(pairs.left());
    right.attach(pairs.right());
  }

  private LabelSet labels(LabelSet ofLeft, LabelSet ofRight, Set<String> names) {
    return switch (matching.grouping()) {
      case NONE -> matching.on() ? ofLeft.only(names) : ofLeft.without(names);
      case LEFT -> included(ofLeft, ofRight);
      case RIGHT -> included(ofRight, ofLeft);
    };
  }

  private LabelSet included(LabelSet many, LabelSet one) {
    LabelSet labels = many;
    for (String name : matching.include()) {
      labels = labels.with(name, one.get(name));
    }
    return labels;
  }

  @Override
  List<LiveVector> parts() {
    return List.of(left, right);
  }

  @Override
  void evaluate(int time) {
    leftTaken = grown(leftTaken, left.size());
    rightTaken = grown(rightTaken, right.size());
    evaluation++;
    boolean[] present = present();
    for (int pair = 0; pair < size(); pair++) {
      int leftId = pairs.leftOf(pair);
      int rightId = pairs.rightOf(pair);
      present[pair] =
          leftId >= 0
              && left.present()[leftId]
              && right.present()[rightId]
              && isFree(leftId, rightId);
      if (present[pair]) {
        leftTaken[leftId] = evaluation;
        rightTaken[rightId] = evaluation;
        combine(pair, left.values()[leftId], right.values()[rightId]);
      }
    }
  }

  /// The many may meet the same one again, but nobody two of them.
  private boolean isFree(int leftId, int rightId) {
    return (matching.grouping() == Grouping.RIGHT || leftTaken[leftId] != evaluation)
        && (matching.grouping() == Grouping.LEFT || rightTaken[rightId] != evaluation);
  }

  private void combine(int pair, double one, double other) {
    if (operator.kind() == Kind.COMPARISON) {
      present()[pair] = operator.holds(one, other);
      values()[pair] = one;
    } else {
      values()[pair] = operator.apply(one, other);
    }
  }

  private static int[] grown(int[] taken, int size) {
    return taken.length < size ? Arrays.copyOf(taken, 2 * size) : taken;
  }
}
