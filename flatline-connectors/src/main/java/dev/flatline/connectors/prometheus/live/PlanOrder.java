package dev.flatline.connectors.prometheus.live;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/// In which order the vectors of a profile's queries are evaluated: each once, after its parts.
///
/// @param columns where the values go, in the order of the profile
/// @param always what every step needs
/// @param held what is only needed when capacities are asked for
/// @param lookBackMillis how old a point may be that still counts
record PlanOrder(
    List<LiveColumn> columns, List<LiveVector> always, List<LiveVector> held, int lookBackMillis) {
  static final PlanOrder NOTHING = new PlanOrder(List.of(), List.of(), List.of(), 0);

  static PlanOrder of(List<LiveColumn> columns) {
    List<LiveVector> always = QueryPlan.inOrder(vectors(columns, false));
    List<LiveVector> held = new ArrayList<>(QueryPlan.inOrder(vectors(columns, true)));
    held.removeAll(Set.copyOf(always));
    int lookBackMillis = 0;
    for (List<LiveVector> vectors : List.of(always, held)) {
      for (LiveVector vector : vectors) {
        if (vector instanceof SeriesVector series) {
          lookBackMillis = Math.max(lookBackMillis, series.lookBackMillis());
        }
      }
    }
    return new PlanOrder(columns, always, List.copyOf(held), lookBackMillis);
  }

  private static List<LiveVector> vectors(List<LiveColumn> columns, boolean held) {
    return columns.stream()
        .filter(column -> column.isHeld() == held)
        .map(LiveColumn::vector)
        .toList();
  }

  void evaluate(int time, boolean asksHeld) {
    always.forEach(vector -> vector.evaluate(time));
    if (asksHeld) {
      held.forEach(vector -> vector.evaluate(time));
    }
  }
}
