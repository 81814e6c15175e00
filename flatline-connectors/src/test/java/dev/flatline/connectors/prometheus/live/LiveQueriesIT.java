package dev.flatline.connectors.prometheus.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.prometheus.client.PrometheusClient;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.connectors.prometheus.client.RangeQuery;
import dev.flatline.connectors.prometheus.live.Pusher.Push;
import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.connectors.prometheus.profile.QueryTemplate;
import dev.flatline.connectors.prometheus.profile.QueryTemplate.Spans;
import dev.flatline.connectors.prometheus.promql.Expression;
import dev.flatline.connectors.prometheus.promql.PromqlParser;
import dev.flatline.connectors.prometheus.promql.SeriesSelector;
import dev.flatline.formats.prometheus.SeriesVisitor;
import dev.flatline.testkit.PrometheusServer;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/// Every query of every profile, and others, evaluated by us and by a real Prometheus 2.42 that
/// has the same series: every value at every step is the same.
class LiveQueriesIT {
  private static final PointRoom ROOM = new PointRoom(Long.MAX_VALUE);

  private static final long FROM = Instant.parse("2026-03-01T00:00:00Z").toEpochMilli();
  private static final long TO = Instant.parse("2026-03-01T01:20:00Z").toEpochMilli();
  private static final double RELATIVE = 1e-9;

  @TempDir private static Path folder;
  private static final PushedSeries SERIES = new PushedSeries(20_260_301, FROM, TO);
  private static PrometheusServer server;
  private static PrometheusClient client;

  @BeforeAll
  static void load() {
    Profiles.names().forEach(profile -> PushedExporters.add(profile, SERIES));
    PrometheusServer.load(folder, SERIES.openMetrics());
    server = PrometheusServer.start(folder, PrometheusServer.SCRAPES_NOTHING);
    client = new PrometheusClient(PrometheusEndpoint.of(server.url()));
  }

  @AfterAll
  static void stop() {
    client.close();
    server.close();
  }

  static List<String> profiles() {
    return Profiles.names();
  }

  @ParameterizedTest
  @MethodSource("profiles")
  void values_ofEveryQueryOfAProfile_arePrometheuss(String name) {
    Profile profile = Profiles.chosen(name);
    String by = String.join(", ", profile.workload().by());
    long compared = 0;
    for (QueryTemplate template : resolved(profile)) {
      compared += compare(template.promql(by, Spans.of(15_000, 15_000), ""), 15_000);
      compared += compare(template.promql(by, Spans.of(300_000, 15_000), ""), 300_000);
    }
    assertThat(compared).isGreaterThan(1_000);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "irate(node_forks_total[1m])",
        "increase(node_forks_total[90s])",
        "avg(rate(node_cpu_seconds_total[45s])) by (instance)",
        "min without (cpu, mode) (node_cpu_seconds_total)",
        "count(node_cpu_seconds_total)",
        "min_over_time(windows_os_processes[2m]) or max_over_time(node_forks_total[2m])",
        "node_memory_MemTotal_bytes unless on (instance) node_forks_total > 1000",
        "node_forks_total or node_memory_MemTotal_bytes",
        "clamp_max(-node_forks_total, -500) + 3",
        "100 < node_forks_total != 500",
        "node_memory_MemAvailable_bytes < on (instance) node_memory_MemTotal_bytes / 2",
        "node_memory_MemTotal_bytes / 3 < on (instance) group_right () node_memory_MemAvailable_bytes",
        "rate(aws_ec2_network_in_sum[30s])",
        "node_uname_info * on (cluster, instance) group_right (nodename) node_cpu_seconds_total",
        "node_cpu_seconds_total * ignoring (cpu, mode, nodename) group_left (nodename) node_uname_info",
        "label_replace(node_uname_info, \"x\", \"$2-$1\", \"instance\", \"(.*):(.*)\")",
        "label_replace(node_uname_info, \"nodename\", \"\", \"instance\", \"host1.*\")",
        "sum by (instance) ({__name__=~\"node_memory_.*\", instance!~\"host[0-3].*\"})",
        "avg_over_time(node_memory_MemAvailable_bytes[7m])",
        "last_over_time(container_processes[20s])",
        "sum(container_processes) / 0",
        "sum by (pod) (container_processes) - ignoring (x) sum by (pod) (container_processes)",
      })
  void values_ofOtherQueries_arePrometheuss(String query) {
    assertThat(compare(query, 15_000)).isGreaterThan(100);
  }

  @Test
  void values_atTimesBetweenScrapes_arePrometheuss() {
    assertThat(compare("sum by (instance) (rate(node_forks_total[47s]))", 7_001))
        .isGreaterThan(100);
  }

  private static Set<QueryTemplate> resolved(Profile profile) {
    Set<String> present =
        SERIES.all().stream().map(PushedSeries.One::metric).collect(Collectors.toSet());
    Set<QueryTemplate> templates = new LinkedHashSet<>();
    profile
        .quantities()
        .forEach(
            quantity ->
                quantity
                    .alternatives()
                    .forEach(
                        alternative ->
                            alternative
                                .resolved(profile.names(), present)
                                .ifPresent(templates::add)));
    return templates;
  }

  /// Compares all values of a query, and says how many there were.
  private static long compare(String query, long stepMillis) {
    long firstMillis = Math.ceilDiv(FROM, stepMillis) * stepMillis;
    Answer theirs =
        client
            .queryRange(new RangeQuery(query, firstMillis, TO, stepMillis, query), Answer::new)
            .value();
    Map<Long, Map<Map<String, String>, Double>> ours = ours(query, firstMillis, stepMillis);
    long compared = 0;
    for (long at = firstMillis; at <= TO; at += stepMillis) {
      Map<Map<String, String>, Double> expected = theirs.byTime.getOrDefault(at, Map.of());
      Map<Map<String, String>, Double> actual = ours.getOrDefault(at, Map.of());
      String where = query + " at " + Instant.ofEpochMilli(at);
      assertThat(actual.keySet()).as(where).isEqualTo(expected.keySet());
      expected.forEach(
          (labels, value) -> assertSame(where, labels, actual.getOrDefault(labels, 0.0), value));
      compared += expected.size();
    }
    return compared;
  }

  private static void assertSame(
      String where, Map<String, String> labels, double actual, double expected) {
    boolean same =
        Double.compare(actual, expected) == 0
            || Math.abs(actual - expected) <= RELATIVE * Math.abs(expected);
    assertThat(same).as("%s of %s: %s, not %s", where, labels, actual, expected).isTrue();
  }

  /// Pushes all points, up to a minute out of order, and evaluates behind them.
  private static Map<Long, Map<Map<String, String>, Double>> ours(
      String query, long firstMillis, long stepMillis) {
    Expression expression = PromqlParser.parse(query);
    QueryPlan plan = new QueryPlan(new LabelPool());
    LiveVector vector = plan.vector(expression);
    List<LiveVector> order = QueryPlan.inOrder(List.of(vector));
    Map<Map<String, String>, LiveSeries> known = new HashMap<>();
    Map<Long, Map<Map<String, String>, Double>> values = new HashMap<>();
    long next = firstMillis;
    for (Push push : pushes(expression)) {
      for (; next <= TO && push.dueMillis() > next + Pusher.LATENESS_MILLIS; next += stepMillis) {
        values.put(next, evaluated(order, vector, next));
      }
      known
          .computeIfAbsent(push.one().labels(), labels -> offered(plan, push.one()))
          .points()
          .add(push.point().atMillis(), push.point().value(), next, ROOM);
    }
    for (; next <= TO; next += stepMillis) {
      values.put(next, evaluated(order, vector, next));
    }
    return values;
  }

  private static LiveSeries offered(QueryPlan plan, PushedSeries.One one) {
    LiveSeries series =
        new LiveSeries(one.metric(), LabelSet.of(one.labels(), "__name__", new LabelPool()), 0);
    plan.offer(series);
    return series;
  }

  private static Map<Map<String, String>, Double> evaluated(
      List<LiveVector> order, LiveVector vector, long atMillis) {
    order.forEach(part -> part.evaluate((int) atMillis));
    Map<Map<String, String>, Double> values = new HashMap<>();
    for (int id = 0; id < vector.size(); id++) {
      if (vector.present()[id]) {
        Double before = values.put(vector.labels(id).map(), vector.values()[id]);
        assertThat(before).as("a second value of %s", vector.labels(id)).isNull();
      }
    }
    return values;
  }

  private static List<Push> pushes(Expression expression) {
    List<SeriesSelector> selectors = new ArrayList<>();
    expression.forEachSelector(selectors::add);
    return Pusher.pushes(
        SERIES.all().stream()
            .filter(one -> selectors.stream().anyMatch(selector -> isOf(one, selector)))
            .toList());
  }

  private static boolean isOf(PushedSeries.One one, SeriesSelector selector) {
    return selector.matches(one.metric(), label -> one.labels().getOrDefault(label, ""));
  }

  /// A server's answer by time; the metric's name is left out.
  private static final class Answer implements SeriesVisitor {
    private final Map<Long, Map<Map<String, String>, Double>> byTime = new HashMap<>();
    private Map<String, String> current = Map.of();

    @Override
    public void series(Map<String, String> labels) {
      current = new HashMap<>(labels);
      current.remove("__name__");
    }

    @Override
    public void point(long atMillis, double value) {
      byTime.computeIfAbsent(atMillis, absent -> new HashMap<>()).put(current, value);
    }
  }
}
