package dev.flatline.connectors.prometheus;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;

/// Cuts a range into slices that a server can answer and that fit in memory: by time, and by series
/// where a useful stretch of time of all series would be too much. The slices are the whole range,
/// each time of each series once, in the order of time.
///
/// @param limits how much to ask for at once
/// @param weights how many series a group has, by the value of the label by which it is divided
record RangePlan(Limits limits, Function<SeriesGroup, Map<String, Long>> weights) {
  /// Shorter slices than this cost more in requests than they save.
  private static final int USEFUL_POINTS = 120;

  /// Some series, and about how many.
  private record Part(SeriesGroup group, long series) {}

  List<Slice> slices(ProfileReading reading, TimeGrid grid, List<Ask> asks) {
    if (grid.points() == 0 || asks.isEmpty()) {
      return List.of();
    }
    SeriesLoad load = reading.load();
    long samplesPerPoint =
        Math.max(1, Math.ceilDiv(grid.stepMillis(), reading.scrapeOrDefaultMillis()));
    long samplesPerSeries = samplesPerPoint * Math.min(USEFUL_POINTS, grid.points());
    long mostSeries = Math.max(1, limits.samplesPerQuery() / samplesPerSeries);
    List<Part> parts =
        parts(SeriesGroup.all(reading.profile().partition()), load.series(), mostSeries);
    long largest = parts.stream().mapToLong(Part::series).max().orElse(1);
    int points =
        Math.min(
            pointsBySamples(samplesPerPoint * Math.max(1, largest)),
            pointsByMemory(load, largest, asks));
    List<Slice> slices = new ArrayList<>();
    for (TimeGrid times : grid.slices(points)) {
      parts.forEach(part -> slices.add(new Slice(reading, times, part.group(), asks)));
    }
    return slices;
  }

  private int pointsBySamples(long samplesPerPoint) {
    return Math.clamp(limits.samplesPerQuery() / samplesPerPoint, 1, limits.pointsPerSeries());
  }

  private int pointsByMemory(SeriesLoad load, long series, List<Ask> asks) {
    long share = Math.ceilDiv(load.workloads() * series, Math.max(1, load.series()));
    long columns = asks.stream().filter(ask -> !ask.isHeld()).count();
    long valuesPerPoint = Math.max(1, Math.min(load.workloads(), share) * columns);
    return Math.clamp(limits.valuesPerSlice() / valuesPerPoint, 1, limits.pointsPerSeries());
  }

  /// Values are packed in their order, so that the parts are the same every time. The last part is
  /// "all but the others": it takes the series that nobody counted.
  private List<Part> parts(SeriesGroup group, long series, long mostSeries) {
    if (series <= mostSeries || !group.isDivisible()) {
      return List.of(new Part(group, series));
    }
    List<Part> parts = new ArrayList<>();
    List<String> named = new ArrayList<>();
    List<String> packed = new ArrayList<>();
    long packedSeries = 0;
    for (Map.Entry<String, Long> entry : new TreeMap<>(weights.apply(group)).entrySet()) {
      long weight = entry.getValue();
      if (weight > mostSeries) {
        named.add(entry.getKey());
        parts.addAll(parts(group.below(entry.getKey()), weight, mostSeries));
        continue;
      }
      if (packedSeries + weight > mostSeries) {
        named.addAll(packed);
        parts.add(new Part(group.only(List.copyOf(packed)), packedSeries));
        packed.clear();
        packedSeries = 0;
      }
      packed.add(entry.getKey());
      packedSeries += weight;
    }
    long others = parts.stream().mapToLong(Part::series).sum();
    long rest = Math.max(packedSeries, series - others);
    parts.add(new Part(named.isEmpty() ? group : group.without(named), rest));
    return parts;
  }
}
