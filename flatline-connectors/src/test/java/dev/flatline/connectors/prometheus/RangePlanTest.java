package dev.flatline.connectors.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.connectors.prometheus.profile.Target;
import dev.flatline.connectors.prometheus.profile.WorkloadNames;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

class RangePlanTest {
  private static final Profile NODE = Profiles.chosen("node");
  private static final TimeGrid DAY = TimeGrid.within(0, 86_400_000, 15_000);

  @Test
  void slices_ofFewSeries_areAsLongAsPrometheusAllows() {
    List<Slice> slices = plan(Map.of()).slices(reading(100, 10), tenDays(), asks());

    assertThat(slices).allMatch(slice -> slice.group().matchers().isEmpty());
    assertThat(slices)
        .extracting(slice -> slice.grid().points())
        .allMatch(points -> points <= 11_000);
    assertThat(slices).hasSize(6);
  }

  @Test
  void slices_ofManySeries_areShorterBeforeTheyAreNarrower() {
    List<Slice> slices = plan(Map.of()).slices(reading(40_000, 5_000), DAY, asks());

    assertThat(slices).allMatch(slice -> slice.group().matchers().isEmpty());
    assertThat(slices).allMatch(slice -> slice.grid().points() * 40_000L <= 10_000_000);
  }

  @Test
  void slices_ofTooManySeries_areNarrower() {
    Map<String, Long> weights = new HashMap<>();
    for (int i = 0; i < 500; i++) {
      weights.put("host-" + (1000 + i), 1_000L);
    }

    List<Slice> slices = plan(weights).slices(reading(500_000, 500), DAY, asks());

    List<SeriesGroup> groups = groups(slices);
    assertThat(groups).hasSizeBetween(6, 10);
    assertThat(groups.getLast().values()).isEmpty();
    assertThat(groups.getLast().excluded()).hasSizeGreaterThan(400);
    assertThat(slices).extracting(slice -> slice.grid().points()).allMatch(points -> points >= 100);
    assertOneGroupEach(groups, weights.keySet());
  }

  @Test
  void slices_withOneValueThatIsTooHeavy_partItByTheNextLabel() {
    ProfileReading pods =
        new ProfileReading(
            Profiles.chosen("kubernetes"),
            asks(),
            List.of(),
            new WorkloadNames(NODE.workload()),
            Optional.of(15_000L),
            new SeriesLoad(300_000, 3_000));
    Map<String, Long> podWeights = new HashMap<>();
    for (int i = 0; i < 250; i++) {
      podWeights.put("pod-" + i, 1_000L);
    }
    RangePlan plan =
        new RangePlan(
            Limits.DEFAULT,
            group -> group.level() == 0 ? Map.of("big", 250_000L, "small", 50_000L) : podWeights);

    List<SeriesGroup> groups = groups(plan.slices(pods, DAY, asks()));

    assertThat(groups)
        .extracting(SeriesGroup::matchers)
        .anyMatch(matchers -> matchers.startsWith("namespace=\"big\",pod=~"))
        .contains("namespace!~\"big\"");
    for (String pod : podWeights.keySet()) {
      for (String namespace : List.of("big", "small", "new", "")) {
        assertThat(
                groups.stream()
                    .filter(
                        group ->
                            Matching.matches(
                                group.matchers(), Map.of("namespace", namespace, "pod", pod))))
            .hasSize(1);
      }
    }
  }

  @Test
  void slices_withARateOverManyScrapes_countThem() {
    TimeGrid history = TimeGrid.within(0, 30L * 86_400_000, 300_000);

    List<Slice> slices = plan(Map.of()).slices(reading(5_000, 5_000), history, asks());

    assertThat(slices)
        .extracting(slice -> slice.grid().points() * 20L * 5_000)
        .allMatch(samples -> samples <= 10_000_000);
  }

  @Test
  void slices_areBoundedInMemory() {
    List<Slice> slices = plan(Map.of()).slices(reading(1_000, 20_000), DAY, asks());

    assertThat(slices).allMatch(slice -> slice.grid().points() * 20_000L <= 6_000_000);
  }

  @Test
  void slices_ofNothing_areNone() {
    assertThat(plan(Map.of()).slices(reading(1, 1), TimeGrid.within(1, 2, 15_000), asks()))
        .isEmpty();
    assertThat(plan(Map.of()).slices(reading(1, 1), DAY, List.of())).isEmpty();
  }

  @Test
  void slices_areInTheOrderOfTimeAndTileIt() {
    List<Slice> slices = plan(Map.of()).slices(reading(40_000, 5_000), DAY, asks());

    List<Long> times = new ArrayList<>();
    for (Slice slice : slices) {
      for (int i = 0; i < slice.grid().points(); i++) {
        times.add(slice.grid().atMillis(i));
      }
    }
    assertThat(times).isSorted().doesNotHaveDuplicates().hasSize(DAY.points());
  }

  private static TimeGrid tenDays() {
    return TimeGrid.within(0, 10L * 86_400_000, 15_000);
  }

  private static RangePlan plan(Map<String, Long> weights) {
    return new RangePlan(Limits.DEFAULT, group -> weights);
  }

  private static ProfileReading reading(long series, long workloads) {
    return new ProfileReading(
        NODE,
        asks(),
        List.of(),
        new WorkloadNames(NODE.workload()),
        Optional.of(15_000L),
        new SeriesLoad(series, workloads));
  }

  private static List<Ask> asks() {
    return NODE.quantities().stream()
        .filter(quantity -> quantity.target() instanceof Target.CpuUsage)
        .map(quantity -> new Ask(quantity.target(), quantity.alternatives().getFirst()))
        .toList();
  }

  private static List<SeriesGroup> groups(List<Slice> slices) {
    return slices.stream()
        .filter(slice -> slice.grid().firstMillis() == 0)
        .map(Slice::group)
        .toList();
  }

  private static void assertOneGroupEach(List<SeriesGroup> groups, Set<String> known) {
    Set<String> instances = new TreeSet<>(known);
    instances.add("host-nobody-counted");
    instances.add("");
    for (String instance : instances) {
      assertThat(
              groups.stream()
                  .filter(
                      group -> Matching.matches(group.matchers(), Map.of("instance", instance))))
          .as(instance)
          .hasSize(1);
    }
  }
}
