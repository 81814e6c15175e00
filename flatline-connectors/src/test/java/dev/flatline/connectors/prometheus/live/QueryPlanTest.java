package dev.flatline.connectors.prometheus.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.prometheus.promql.PromqlParser;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// What the comparison with a real Prometheus cannot show.
class QueryPlanTest {
  private static final long T = 1_772_323_200_000L;
  private static final double ENDED = Double.longBitsToDouble(RecentPoints.STALE_BITS);

  private final QueryPlan plan = new QueryPlan(new LabelPool());
  private final Map<String, LiveSeries> series = new LinkedHashMap<>();

  @Test
  void newest_afterTheMarkerOfTheEnd_isNone() {
    LiveVector vector = plan.vector(PromqlParser.parse("a"));
    push("a", "", 0, 1);
    push("a", "", 15, ENDED);
    push("a", "", 60, 2);

    assertThat(values(vector, 14)).containsEntry("{}", 1.0);
    assertThat(values(vector, 20)).isEmpty();
    assertThat(values(vector, 360)).containsEntry("{}", 2.0);
    assertThat(values(vector, 361)).isEmpty();
  }

  @Test
  void overRange_withMarkersInIt_passesThemOver() {
    LiveVector last = plan.vector(PromqlParser.parse("last_over_time(a[1m])"));
    LiveVector rate = plan.vector(PromqlParser.parse("rate(a[1m])"));
    push("a", "", 0, 10);
    push("a", "", 30, ENDED);
    push("a", "", 60, 70);
    push("a", "", 70, ENDED);

    assertThat(values(last, 75)).containsEntry("{}", 70.0);
    assertThat(values(rate, 60)).containsEntry("{}", 1.0);
    assertThat(values(rate, 75)).isEmpty();
  }

  @Test
  void pairs_whereTwoCouldBeThePartner_takeOne() {
    LiveVector vector = plan.vector(PromqlParser.parse("a * on (x) group_left () b"));
    push("a", "x=1,y=1", 0, 3);
    push("a", "x=1,y=2", 0, 4);
    push("b", "x=1,z=1", 0, 10);
    push("b", "x=1,z=2", 0, 10);

    assertThat(values(vector, 0))
        .containsEntry("{x=1, y=1}", 30.0)
        .containsEntry("{x=1, y=2}", 40.0);
  }

  @Test
  void pairs_whenThePartnerIsReplaced_followIt() {
    LiveVector vector = plan.vector(PromqlParser.parse("a * on (x) group_left (z) b"));
    push("a", "x=1", 0, 3);
    push("b", "x=1,z=1", 0, 10);
    push("b", "x=1,z=1", 10, ENDED);
    push("b", "x=1,z=2", 10, 20);

    assertThat(values(vector, 5)).containsOnly(Map.entry("{x=1, z=1}", 30.0));
    assertThat(values(vector, 10)).containsOnly(Map.entry("{x=1, z=2}", 60.0));
  }

  @Test
  void catchUp_showsNewQueriesTheSeriesBeforeThem() {
    push("a", "x=1", 0, 3);
    LiveVector vector = plan.vector(PromqlParser.parse("sum by (x) (a) + sum by (x) (a)"));

    assertThat(values(vector, 0)).isEmpty();
    plan.catchUp(series.values().stream());
    plan.catchUp(series.values().stream());
    assertThat(values(vector, 0)).containsEntry("{x=1}", 6.0);
  }

  @Test
  void vector_ofTheSameQuery_isMadeOnce() {
    assertThat(plan.vector(PromqlParser.parse("sum(a)")))
        .isSameAs(plan.vector(PromqlParser.parse("sum by () ( a )")));
  }

  @Test
  void detach_takesBackWhatWasTold() {
    LiveVector vector = plan.vector(PromqlParser.parse("a"));
    LiveVector sum = plan.vector(PromqlParser.parse("sum(a)"));
    push("a", "x=1", 0, 3);
    Map<Integer, LabelSet> told = new HashMap<>();
    ElementListener listener =
        new ElementListener() {
          @Override
          public void added(int id, LabelSet labels) {
            told.put(id, labels);
          }

          @Override
          public void removed(int id) {
            told.remove(id);
          }
        };

    vector.attach(listener);
    assertThat(told).hasSize(1);
    vector.detach(listener);
    push("a", "x=2", 0, 4);
    assertThat(told).isEmpty();
    assertThat(values(sum, 0)).containsEntry("{}", 7.0);
  }

  private void push(String metric, String labels, int seconds, double value) {
    series
        .computeIfAbsent(metric + labels, absent -> offered(metric, labels))
        .points()
        .add(T + seconds * 1000L, value, T, new PointRoom(Long.MAX_VALUE));
  }

  private LiveSeries offered(String metric, String labels) {
    Map<String, String> map = new HashMap<>();
    for (String pair : labels.isEmpty() ? new String[0] : labels.split(",", -1)) {
      map.put(pair.substring(0, pair.indexOf('=')), pair.substring(pair.indexOf('=') + 1));
    }
    LiveSeries added = new LiveSeries(metric, LabelSet.of(map, "", new LabelPool()), T);
    plan.offer(added);
    return added;
  }

  private static Map<String, Double> values(LiveVector vector, int seconds) {
    QueryPlan.inOrder(List.of(vector)).forEach(part -> part.evaluate((int) (T + seconds * 1000L)));
    Map<String, Double> values = new HashMap<>();
    for (int id = 0; id < vector.size(); id++) {
      if (vector.present()[id]) {
        assertThat(values.put(vector.labels(id).toString(), vector.values()[id])).isNull();
      }
    }
    return values;
  }
}
