package dev.flatline.cli;

import dev.flatline.cli.TelemetryCrowd.Body;
import dev.flatline.testkit.OtlpBody;
import dev.flatline.testkit.RemoteWriteBody;
import dev.flatline.testkit.RemoteWriteBody.Point;
import dev.flatline.testkit.RemoteWriteBody.Series;
import dev.flatline.testkit.TelemetryWay;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.stream.IntStream;

/// Requests that are large, and name more workloads and series than a small heap has room for.
final class OverloadBodies {
  private static final long STEP_MILLIS = 30_000;
  private static final int STEPS = 8;
  private static final int PARTS = 2;

  /// The last of them is so long ago: what comes after the load is newer.
  private static final long BEFORE_MILLIS = 180_000;

  /// Of a large request.
  private static final int ROWS = 20_000;

  private static final int HOSTS = 15_000;
  private static final int PODS = 6_000;

  /// One request is large, so many after it are smaller by this.
  private static final int SMALL = 4;

  private static final int SMALLER = 20;

  private static final int DENSE_ROUNDS = 10;
  private static final int DENSE_PARTS = 5;
  private static final int DENSE_OF_PART = 400;
  private static final int DENSE_ROWS = 50;
  private static final long DENSE_ROW_MILLIS = 100;
  private static final int DENSE_POINTS = 200;
  private static final long DENSE_POINT_MILLIS = 10;

  private static final String HEADER =
      "workload,timestamp,cpu_utilization,network_receive_bytes_per_second\n";

  private static final List<String> COUNTERS =
      List.of(
          "container_cpu_usage_seconds_total",
          "container_fs_writes_bytes_total",
          "container_network_receive_bytes_total",
          "container_network_transmit_bytes_total");

  private OverloadBodies() {}

  /// What there is to say of the minutes before that time.
  static Map<TelemetryWay, List<Body>> before(long nowMillis) {
    List<Body> series = new ArrayList<>();
    List<Body> rows = new ArrayList<>();
    List<Body> hosts = new ArrayList<>();
    List<Body> others = new ArrayList<>();
    long end = nowMillis - BEFORE_MILLIS;
    for (int part = 0; part < PARTS; part++) {
      long begin = end - STEP_MILLIS * STEPS * (PARTS - part);
      for (int one = 0; one <= SMALL; one++) {
        int size = one == 0 ? 1 : SMALLER;
        long at = begin + STEP_MILLIS * one;
        series.add(remoteWrite(begin, one, PODS / size));
        rows.add(rows(at, ROWS / size));
        hosts.add(otlp(at, "host-", HOSTS / size));
        others.add(otlp(at, "other-", HOSTS / size));
      }
    }
    return new EnumMap<>(
        Map.of(
            TelemetryWay.REMOTE_WRITE,
            series,
            TelemetryWay.CSV,
            rows,
            TelemetryWay.OTLP,
            hosts,
            TelemetryWay.OTLP_GRPC,
            others));
  }

  /// A little of that time, by two ways.
  static Map<TelemetryWay, Body> small(long nowMillis) {
    String row = "row-0," + Instant.ofEpochMilli(nowMillis) + ",0.5,1000\n";
    return Map.of(
        TelemetryWay.CSV,
        new Body(1, (HEADER + row).getBytes(StandardCharsets.UTF_8)),
        TelemetryWay.REMOTE_WRITE,
        new Body(
            1,
            RemoteWriteBody.v1(
                List.of(counter(COUNTERS.getFirst(), 0, 0, nowMillis, 1, STEP_MILLIS)))));
  }

  /// What would be 200 MB if all of it waited: 2,000 workloads that are measured ten times a
  /// second,
  /// and as many series a hundred times, up to that time.
  static List<Map<TelemetryWay, Supplier<Body>>> dense(long nowMillis) {
    List<Map<TelemetryWay, Supplier<Body>>> dense = new ArrayList<>();
    for (long round = DENSE_ROUNDS; round > 0; round--) {
      long rowsFrom = nowMillis - round * DENSE_ROWS * DENSE_ROW_MILLIS;
      long pointsFrom = nowMillis - round * DENSE_POINTS * DENSE_POINT_MILLIS;
      for (int part = 0; part < DENSE_PARTS; part++) {
        int group = part;
        dense.add(
            Map.of(
                TelemetryWay.CSV,
                () -> denseRows(group, rowsFrom),
                TelemetryWay.REMOTE_WRITE,
                () -> densePoints(group, pointsFrom)));
      }
    }
    return dense;
  }

  private static Body denseRows(int group, long fromMillis) {
    StringBuilder csv = new StringBuilder(HEADER);
    for (int step = 0; step < DENSE_ROWS; step++) {
      Instant at = Instant.ofEpochMilli(fromMillis + step * DENSE_ROW_MILLIS);
      for (int one = 0; one < DENSE_OF_PART; one++) {
        csv.append("dense-").append(group).append('-').append(one).append(',').append(at);
        csv.append(",0.5,1000\n");
      }
    }
    return new Body(DENSE_ROWS * DENSE_OF_PART, csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Body densePoints(int group, long fromMillis) {
    List<Series> series = new ArrayList<>();
    for (int pod = 0; pod < DENSE_OF_PART; pod++) {
      series.add(
          counter(COUNTERS.getFirst(), group, pod, fromMillis, DENSE_POINTS, DENSE_POINT_MILLIS));
    }
    return new Body(DENSE_POINTS * series.size(), RemoteWriteBody.v1(series));
  }

  private static Body rows(long atMillis, int rows) {
    StringBuilder csv = new StringBuilder(HEADER);
    Instant at = Instant.ofEpochMilli(atMillis);
    for (int row = 0; row < rows; row++) {
      csv.append("row-").append(row).append(',').append(at).append(",0.");
      csv.append(row % 90 + 10).append(',').append(1000 + row).append('\n');
    }
    return new Body(rows, csv.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static Body otlp(long atMillis, String prefix, int count) {
    List<String> hosts = IntStream.range(0, count).mapToObj(host -> prefix + host).toList();
    return new Body(count, OtlpBody.gauge("system.memory.usage", atMillis, 1e9, hosts));
  }

  private static Body remoteWrite(long beginMillis, int group, int pods) {
    List<Series> series = new ArrayList<>();
    for (int pod = 0; pod < pods; pod++) {
      for (String counter : COUNTERS) {
        series.add(counter(counter, group, pod, beginMillis, STEPS, STEP_MILLIS));
      }
    }
    return new Body(STEPS * series.size(), RemoteWriteBody.v1(series));
  }

  private static Series counter(
      String name, int group, int pod, long beginMillis, int steps, long stepMillis) {
    Map<String, String> labels =
        new TreeMap<>(
            Map.of(
                "__name__",
                name,
                "container",
                "app-" + pod % 7,
                "instance",
                "10.12." + group + "." + pod / 40 + ":10250",
                "namespace",
                "team-" + pod % 40,
                "pod",
                "app-" + group + "-" + Integer.toHexString(pod * 0x9E3779B9) + "-x" + pod));
    List<Point> points = new ArrayList<>();
    for (int step = 0; step < steps; step++) {
      long at = beginMillis + step * stepMillis;
      points.add(new Point(at, at % 1_000_000_000 * (1 + pod % 97 / 100.0)));
    }
    return new Series(labels, points);
  }
}
