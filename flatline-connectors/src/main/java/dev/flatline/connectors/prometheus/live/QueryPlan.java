package dev.flatline.connectors.prometheus.live;

import dev.flatline.connectors.prometheus.promql.Expression;
import dev.flatline.connectors.prometheus.promql.Expression.Constant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// Queries over the same series. What several queries have in common is evaluated once.
final class QueryPlan {
  private final LabelPool pool;
  private final Map<Expression, LiveVector> vectors = new HashMap<>();

  /// Those that read series, by the metric; those without one under the empty text.
  private final Map<String, List<SeriesVector>> readers = new HashMap<>();

  /// Readers that saw none of the series yet that were there before them.
  private final List<SeriesVector> fresh = new ArrayList<>();

  /// @param pool for labels by which elements are grouped
  QueryPlan(LabelPool pool) {
    this.pool = pool;
  }

  /// The vector of a query that is no number, made where it is new: then without elements until
  /// it is shown what came before.
  LiveVector vector(Expression expression) {
    LiveVector known = vectors.get(expression);
    if (known != null) {
      return known;
    }
    LiveVector made = made(expression);
    vectors.put(expression, made);
    return made;
  }

  /// Shows what is new the series that came before it.
  void catchUp(Stream<LiveSeries> known) {
    if (fresh.isEmpty()) {
      return;
    }
    Map<String, List<SeriesVector>> byMetric = new HashMap<>();
    fresh.forEach(reader -> addTo(byMetric, reader));
    fresh.clear();
    known.forEach(series -> offer(series, byMetric));
  }

  /// Shows all queries a series that came.
  void offer(LiveSeries series) {
    offer(series, readers);
  }

  private static void offer(LiveSeries series, Map<String, List<SeriesVector>> to) {
    to.getOrDefault(series.metric(), List.of()).forEach(reader -> reader.offer(series));
    to.getOrDefault("", List.of()).forEach(reader -> reader.offer(series));
  }

  private static void addTo(Map<String, List<SeriesVector>> byMetric, SeriesVector reader) {
    String metric = reader.selector().metric();
    byMetric.computeIfAbsent(metric, absent -> new ArrayList<>()).add(reader);
  }

  /// Some vectors and all that they are made of, each once and after its parts.
  static List<LiveVector> inOrder(Collection<LiveVector> vectors) {
    Set<LiveVector> order = new LinkedHashSet<>();
    vectors.forEach(vector -> addInOrder(vector, order));
    return List.copyOf(order);
  }

  private static void addInOrder(LiveVector vector, Set<LiveVector> order) {
    if (!order.contains(vector)) {
      vector.parts().forEach(part -> addInOrder(part, order));
      order.add(vector);
    }
  }

  private LiveVector made(Expression expression) {
    return switch (expression) {
      case Constant constant -> throw new IllegalArgumentException("a number has no series");
      case Expression.Newest newest -> reader(new SeriesVector(newest));
      case Expression.OverRange range -> reader(new SeriesVector(range));
      case Expression.Clamp clamp -> MappedVector.clamped(clamp, vector(clamp.vector()));
      case Expression.LabelReplace replace ->
          MappedVector.relabelled(replace, vector(replace.vector()));
      case Expression.Aggregate aggregate ->
          new GroupVector(aggregate, vector(aggregate.vector()), pool);
      case Expression.Binary binary -> binary(binary);
    };
  }

  private LiveVector reader(SeriesVector reader) {
    fresh.add(reader);
    addTo(readers, reader);
    return reader;
  }

  private LiveVector binary(Expression.Binary binary) {
    if (binary.left() instanceof Constant number) {
      LiveVector right = vector(binary.right());
      return MappedVector.withNumber(binary.operator(), right, number.value(), true);
    }
    LiveVector left = vector(binary.left());
    if (binary.right() instanceof Constant number) {
      return MappedVector.withNumber(binary.operator(), left, number.value(), false);
    }
    LiveVector right = vector(binary.right());
    return switch (binary.operator()) {
      case OR -> new EitherVector(left, right, binary.matching());
      case AND -> new ChosenVector(left, right, binary.matching(), true);
      case UNLESS -> new ChosenVector(left, right, binary.matching(), false);
      case EQUAL,
          NOT_EQUAL,
          LESS,
          GREATER,
          LESS_OR_EQUAL,
          GREATER_OR_EQUAL,
          ADD,
          SUBTRACT,
          MULTIPLY,
          DIVIDE ->
          new PairVector(binary, left, right);
    };
  }
}
