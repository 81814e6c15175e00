package dev.flatline.connectors.prometheus.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.prometheus.promql.PromqlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Series that come and go leave a plan with the values of one that was made anew.
class QueryPlanModelTest {
  private static final PointRoom ROOM = new PointRoom(Long.MAX_VALUE);

  private static final long T = 1_772_323_200_000L;
  private static final String[] METRICS = {"a", "b", "c"};

  @ParameterizedTest
  @ValueSource(
      strings = {
        "sum by (x) (a)",
        "max without (y) (a) + on (x) min by (x) (b)",
        "a / ignoring (z) b",
        "a * on (x) group_left (z) sum by (x, z) (c)",
        "max by (y) (a) < on (y) group_right () b",
        "a and on (x) b or c unless on (y) a",
        "sum by (w) (label_replace(a, \"w\", \"$1\", \"x\", \"(.)\"))",
        "clamp_min(-a, -5) > -4",
        "sum(a) + count(a) * avg(b)",
      })
  void values_afterSeriesCameAndWent_areThoseOfANewPlan(String query) {
    Random random = new Random(query.hashCode());
    QueryPlan plan = new QueryPlan(new LabelPool());
    LiveVector vector = plan.vector(PromqlParser.parse(query));
    List<LiveSeries> alive = new ArrayList<>();
    int compared = 0;
    for (int round = 0; round < 300; round++) {
      if ((random.nextBoolean() && alive.size() < 40) || alive.isEmpty()) {
        LiveSeries added = series(random, alive);
        alive.add(added);
        plan.offer(added);
      } else {
        LiveSeries gone = alive.remove(random.nextInt(alive.size()));
        gone.leave();
      }
      Map<String, Double> values = values(vector);
      assertThat(values).isEqualTo(afresh(query, alive));
      compared += values.size();
    }
    assertThat(compared).isGreaterThan(100);
  }

  private static Map<String, Double> afresh(String query, List<LiveSeries> alive) {
    QueryPlan plan = new QueryPlan(new LabelPool());
    LiveVector vector = plan.vector(PromqlParser.parse(query));
    for (LiveSeries one : alive) {
      LiveSeries copy = new LiveSeries(one.metric(), one.labels(), T);
      copy.points().add(T, one.points().value(0), T, ROOM);
      plan.offer(copy);
    }
    return values(vector);
  }

  /// A series that is not there yet, of whole numbers, which add up to the same in any order.
  private static LiveSeries series(Random random, List<LiveSeries> alive) {
    while (true) {
      String metric = METRICS[random.nextInt(METRICS.length)];
      Map<String, String> labels = new TreeMap<>();
      for (String label : List.of("x", "y")) {
        labels.put(label, Integer.toString(random.nextInt(6)));
      }
      if (metric.equals("c")) {
        labels.put("y", "0");
        labels.put("z", "z" + labels.get("x"));
      }
      LabelSet set = LabelSet.of(labels, "", new LabelPool());
      if (alive.stream().noneMatch(s -> s.metric().equals(metric) && s.labels().equals(set))) {
        LiveSeries added = new LiveSeries(metric, set, T);
        added.points().add(T, random.nextInt(1, 20), T, ROOM);
        return added;
      }
    }
  }

  private static Map<String, Double> values(LiveVector vector) {
    QueryPlan.inOrder(List.of(vector)).forEach(part -> part.evaluate((int) T));
    Map<String, Double> values = new TreeMap<>();
    for (int id = 0; id < vector.size(); id++) {
      if (vector.present()[id]) {
        assertThat(values.put(vector.labels(id).toString(), vector.values()[id])).isNull();
      }
    }
    return values;
  }
}
