package dev.flatline.connectors.prometheus.live;

import java.util.HashMap;
import java.util.Map;

/// Equal labels as one object: series of a pod share all texts but a few, and queries group them by
/// the same. Without it 800,000 series of nine labels hold a gigabyte of texts.
final class LabelPool {
  /// A pod has one text or two that no other has, and several series.
  private static final int MOST_BY_SERIES = 2;

  /// Those of few series are not worth forgetting.
  private static final int FEW = 10_000;

  private final Map<String, String> texts = new HashMap<>();
  private final Map<LabelSet, LabelSet> sets = new HashMap<>();

  /// The text that stands for all that are equal to it.
  String one(String text) {
    return one(texts, text);
  }

  /// The labels that stand for all that are equal to them.
  LabelSet one(LabelSet labels) {
    return one(sets, labels);
  }

  /// Forgets all where there are more than series can need: those of series that are gone.
  void shrink(int series) {
    long most = FEW + (long) MOST_BY_SERIES * series;
    if (texts.size() > most || sets.size() > most) {
      texts.clear();
      sets.clear();
    }
  }

  private static <T> T one(Map<T, T> pool, T object) {
    T known = pool.putIfAbsent(object, object);
    return known == null ? object : known;
  }
}
