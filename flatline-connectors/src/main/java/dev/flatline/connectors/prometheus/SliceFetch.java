package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.prometheus.client.PrometheusClient;
import dev.flatline.connectors.prometheus.client.QueryRefusedException;
import dev.flatline.connectors.prometheus.client.QueryRefusedException.Kind;
import dev.flatline.connectors.prometheus.client.RangeQuery;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/// Fetches one column of a slice. A query that the server refuses as too much is cut in smaller
/// parts until it does not, and the size that passed is remembered. May be used by several threads
/// at once.
final class SliceFetch {
  /// Each halving of a query that is too slow costs its time-outs; a server that does not answer an
  /// eighth is down.
  private static final int MOST_SLOW_CUTS = 3;

  private final PrometheusClient client;
  private final Notes notes;
  private final Map<Ask, Integer> mostPoints = new ConcurrentHashMap<>();

  SliceFetch(PrometheusClient client, Notes notes) {
    this.client = client;
    this.notes = notes;
  }

  /// What is asked, as far as it is still to be fetched.
  private record Part(Slice slice, Ask ask, TimeGrid grid, SeriesGroup group, int slowCuts) {

    Part at(TimeGrid newGrid) {
      return new Part(slice, ask, newGrid, group, slowCuts);
    }

    Part of(SeriesGroup newGroup) {
      return new Part(slice, ask, grid, newGroup, slowCuts);
    }

    Part slower() {
      return new Part(slice, ask, grid, group, slowCuts + 1);
    }
  }

  Column fetch(Slice slice, Ask ask) {
    Part whole = new Part(slice, ask, ask.asked(slice.grid()), slice.group(), 0);
    Column column = fetch(whole);
    if (ask.isHeld()) {
      column.hold();
    }
    return column;
  }

  private Column fetch(Part part) {
    int most = mostPoints.getOrDefault(part.ask, Integer.MAX_VALUE);
    if (part.grid.points() > most) {
      return joined(part, part.grid.slices(most).stream().map(part::at).toList());
    }
    try {
      return request(part);
    } catch (QueryRefusedException refused) {
      return joined(part, smaller(part, refused));
    }
  }

  private Column request(Part part) {
    ProfileReading reading = part.slice.reading();
    TimeGrid grid = part.grid;
    RangeQuery query =
        new RangeQuery(
            part.ask.promql(
                reading.by(), grid.stepMillis(), reading.scrapeOrDefaultMillis(), part.group),
            grid.firstMillis(),
            grid.lastMillis(),
            grid.stepMillis(),
            reading.profile().name() + ", " + part.ask.target().text());
    List<String> by = reading.profile().workload().by();
    return notes.noted(client.queryRange(query, () -> new Column(by, grid)));
  }

  private Column joined(Part whole, List<Part> parts) {
    Column column = new Column(whole.slice.reading().profile().workload().by(), whole.grid);
    parts.forEach(part -> column.add(fetch(part)));
    return column;
  }

  private List<Part> smaller(Part part, QueryRefusedException refused) {
    if (refused.kind() == Kind.TOO_SLOW && part.slowCuts == MOST_SLOW_CUTS) {
      throw refused.asFailure("also an eighth of it; is the server overloaded?");
    }
    notes.add(
        "refused and asked again in smaller parts: "
            + part.ask.target().text()
            + " of profile "
            + part.slice.reading().profile().name());
    Part next = refused.kind() == Kind.TOO_SLOW ? part.slower() : part;
    if (part.grid.points() > 1 && refused.kind() != Kind.TOO_MANY_SERIES) {
      int half = Math.ceilDiv(part.grid.points(), 2);
      mostPoints.merge(part.ask, half, Math::min);
      return part.grid.slices(half).stream().map(next::at).toList();
    }
    List<SeriesGroup> groups =
        part.group.divided((label, matchers) -> values(part, label, matchers));
    if (groups.isEmpty()) {
      throw refused.asFailure("it cannot be asked in smaller parts; raise the server's limit");
    }
    return groups.stream().map(next::of).toList();
  }

  private List<String> values(Part part, String label, String matchers) {
    List<String> selectors =
        part.ask.template().selectors().stream().map(s -> s.promql(matchers)).toList();
    return labelValues(label, selectors, part.grid).stream()
        .filter(value -> !value.isEmpty())
        .toList();
  }

  private List<String> labelValues(String label, List<String> selectors, TimeGrid grid) {
    try {
      return notes.noted(
          client.labelValues(label, selectors, grid.firstMillis(), grid.lastMillis()));
    } catch (QueryRefusedException e) {
      throw e.asFailure("without them a query that is too large cannot be divided");
    }
  }
}
