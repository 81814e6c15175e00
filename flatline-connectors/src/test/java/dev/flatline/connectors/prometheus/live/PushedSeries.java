package dev.flatline.connectors.prometheus.live;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;

/// Random series as exporters would push them, the same for the same seed: scrapes of a target
/// are missed, counters are reset, targets begin late, end early or fall silent for a while.
final class PushedSeries {
  static final long SCRAPE_MILLIS = 15_000;

  private final List<One> all = new ArrayList<>();
  private final Random random;
  private final long fromMillis;
  private final long toMillis;
  private List<Long> scrapes = List.of();

  PushedSeries(long seed, long fromMillis, long toMillis) {
    random = new Random(seed);
    this.fromMillis = fromMillis;
    this.toMillis = toMillis;
    target();
  }

  /// One series.
  ///
  /// @param labels with the metric's name
  record One(Map<String, String> labels, List<Point> points) {
    String metric() {
      return labels.getOrDefault("__name__", "");
    }
  }

  /// One value.
  record Point(long atMillis, double value) {}

  List<One> all() {
    return all;
  }

  /// What follows is scraped together, from the beginning to the end.
  void target() {
    target(0, 1);
  }

  /// What follows is scraped together.
  ///
  /// @param begin as a share of the whole time
  void target(double begin, double end) {
    long span = toMillis - fromMillis;
    long phase = random.nextInt(3) == 0 ? 0 : random.nextLong(SCRAPE_MILLIS);
    long gapAt = fromMillis + random.nextLong(span);
    long gapEnd = gapAt + (random.nextBoolean() ? 0 : random.nextLong(700_000));
    List<Long> times = new ArrayList<>();
    long at = fromMillis + (long) (begin * span) / SCRAPE_MILLIS * SCRAPE_MILLIS + phase;
    for (; at <= fromMillis + (long) (end * span); at += SCRAPE_MILLIS) {
      if (random.nextInt(25) > 0 && (at < gapAt || at > gapEnd)) {
        times.add(at + (random.nextInt(4) == 0 ? random.nextLong(300) : 0));
      }
    }
    scrapes = times;
  }

  /// A counter that rises unevenly and is sometimes reset.
  void counter(String metric, double mostPerSecond, String... labels) {
    double rate = mostPerSecond * random.nextDouble();
    double value = random.nextInt(3) == 0 ? 0 : 1000 * random.nextDouble();
    List<Point> points = new ArrayList<>();
    long before = scrapes.isEmpty() ? 0 : scrapes.getFirst();
    for (long at : scrapes) {
      rate = random.nextInt(20) == 0 ? mostPerSecond * random.nextDouble() : rate;
      value += rate * (0.9 + 0.1 * random.nextDouble()) * (at - before) / 1000.0;
      value = random.nextInt(150) == 0 ? rate : value;
      before = at;
      points.add(new Point(at, value));
    }
    add(metric, points, labels);
  }

  /// A value that wanders between two bounds.
  void gauge(String metric, double low, double high, String... labels) {
    add(
        metric,
        scrapes.stream()
            .map(at -> new Point(at, low + (high - low) * random.nextDouble()))
            .toList(),
        labels);
  }

  void constant(String metric, double value, String... labels) {
    add(metric, scrapes.stream().map(at -> new Point(at, value)).toList(), labels);
  }

  boolean chance(double share) {
    return random.nextDouble() < share;
  }

  /// For the import into a Prometheus.
  String openMetrics() {
    StringBuilder text = new StringBuilder();
    for (One one : all) {
      String labels =
          one.labels.entrySet().stream()
              .filter(label -> !label.getKey().equals("__name__"))
              .map(label -> label.getKey() + "=\"" + label.getValue() + "\"")
              .collect(Collectors.joining(",", "{", "} "));
      for (Point point : one.points) {
        text.append(one.metric()).append(labels).append(point.value).append(' ');
        text.append(String.format(Locale.ROOT, "%.3f%n", point.atMillis / 1000.0));
      }
    }
    return text + "# EOF\n";
  }

  private void add(String metric, List<Point> points, String... labels) {
    Map<String, String> map = new LinkedHashMap<>();
    map.put("__name__", metric);
    for (int i = 0; i < labels.length; i += 2) {
      map.put(labels[i], labels[i + 1]);
    }
    if (!points.isEmpty()) {
      all.add(new One(map, points));
    }
  }
}
