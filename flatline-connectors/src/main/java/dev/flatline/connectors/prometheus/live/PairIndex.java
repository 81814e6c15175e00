package dev.flatline.connectors.prometheus.live;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.IntConsumer;
import java.util.function.UnaryOperator;

/// Which elements of two sides belong together, each pair with a number.
final class PairIndex {
  /// Is told of a pair.
  interface Came {
    void came(int pair, int leftId, int rightId);
  }

  private final UnaryOperator<LabelSet> key;
  private final Came came;
  private final IntConsumer went;
  private final IdPool ids = new IdPool();
  private final Map<LabelSet, Match> matches = new HashMap<>();
  private final Side left = new Side(true);
  private final Side right = new Side(false);
  private int[] leftOf = new int[16];
  private int[] rightOf = new int[16];

  PairIndex(UnaryOperator<LabelSet> key, Came came, IntConsumer went) {
    this.key = key;
    this.came = came;
    this.went = went;
  }

  ElementListener left() {
    return left;
  }

  ElementListener right() {
    return right;
  }

  /// The left element of a pair, -1 where the number is free.
  int leftOf(int pair) {
    return leftOf[pair];
  }

  int rightOf(int pair) {
    return rightOf[pair];
  }

  /// The elements of both sides that agree in what must agree. As each is paired with each, no
  /// more than this is kept of an element.
  private static final class Match {
    private final LabelSet key;
    private final IntBag left = new IntBag();
    private final IntBag right = new IntBag();
    private final IntBag pairs = new IntBag();

    Match(LabelSet key) {
      this.key = key;
    }

    IntBag side(boolean isLeft) {
      return isLeft ? left : right;
    }
  }

  private int pair(int leftId, int rightId) {
    int pair = ids.take();
    if (pair >= leftOf.length) {
      leftOf = Arrays.copyOf(leftOf, 2 * pair);
      rightOf = Arrays.copyOf(rightOf, 2 * pair);
    }
    leftOf[pair] = leftId;
    rightOf[pair] = rightId;
    came.came(pair, leftId, rightId);
    return pair;
  }

  private void part(int pair) {
    went.accept(pair);
    leftOf[pair] = -1;
    ids.free(pair);
  }

  private final class Side implements ElementListener {
    private final boolean isLeft;
    private final List<Match> matchOf = new ArrayList<>();

    Side(boolean isLeft) {
      this.isLeft = isLeft;
    }

    @Override
    public void added(int id, LabelSet labels) {
      Match match = matches.computeIfAbsent(key.apply(labels), Match::new);
      while (matchOf.size() <= id) {
        matchOf.add(match);
      }
      matchOf.set(id, match);
      match.side(isLeft).add(id);
      IntBag others = match.side(!isLeft);
      for (int i = 0; i < others.size(); i++) {
        int other = others.get(i);
        match.pairs.add(isLeft ? pair(id, other) : pair(other, id));
      }
    }

    @Override
    public void removed(int id) {
      Match match = matchOf.get(id);
      match.side(isLeft).remove(id);
      for (int i = match.pairs.size() - 1; i >= 0; i--) {
        int pair = match.pairs.get(i);
        if ((isLeft ? leftOf : rightOf)[pair] == id) {
          match.pairs.removeAt(i);
          part(pair);
        }
      }
      if (match.left.size() + match.right.size() == 0) {
        matches.remove(match.key);
      }
    }
  }
}
