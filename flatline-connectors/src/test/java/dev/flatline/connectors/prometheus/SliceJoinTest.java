package dev.flatline.connectors.prometheus;

import static dev.flatline.core.telemetry.Metric.CPU_CAPACITY_CORES;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.MEMORY_UTILIZATION;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.prometheus.profile.Profile;
import dev.flatline.connectors.prometheus.profile.Profile.Quantity;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.connectors.prometheus.profile.QueryTemplate;
import dev.flatline.connectors.prometheus.profile.Target;
import dev.flatline.connectors.prometheus.profile.WorkloadNames;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class SliceJoinTest {
  private static final Profile NODE = Profiles.chosen("node");
  private static final List<String> BY = NODE.workload().by();
  private static final TimeGrid GRID = TimeGrid.within(600_000, 660_000, 15_000);
  private static final QueryTemplate ANY = NODE.quantities().getFirst().alternatives().getFirst();

  private final List<Ask> asks = new ArrayList<>();
  private final List<Column> columns = new ArrayList<>();
  private final DropCounts drops = new DropCounts();
  private final CoverageLog coverage = new CoverageLog();
  private final Collected collected = new Collected();

  @Test
  void deliver_valuesOfOneTime_areOneSample() {
    column(new Target.Measured(CPU_UTILIZATION), GRID, "a", 0.1, 0.2, 0.3, 0.4, 0.5);
    column(new Target.Measured(MEMORY_UTILIZATION), GRID, "a", 0.6, Double.NaN, 0.6, 0.6, 0.6);

    assertThat(deliver()).isEqualTo(5);
    assertThat(collected.timesMillis("a"))
        .containsExactly(600_000L, 615_000L, 630_000L, 645_000L, 660_000L);
    assertThat(collected.values("a", CPU_UTILIZATION)).containsExactly(0.1, 0.2, 0.3, 0.4, 0.5);
    assertThat(collected.values("a", MEMORY_UTILIZATION)).hasSize(4);
  }

  @Test
  void deliver_timesOfWhichNothingIsKnown_areNoSamples() {
    double none = Double.NaN;
    column(new Target.Measured(CPU_UTILIZATION), GRID, "a", none, 0.2, none, none, none);

    assertThat(deliver()).isEqualTo(1);
    assertThat(drops.byReason()).isEmpty();
  }

  @Test
  void deliver_cpuUsage_isDividedByTheFirstCapacityThatIsKnown() {
    column(new Target.CpuUsage(), GRID, "a", 1, 1, 1, 1, 1);
    column(new Target.CpuUsage(), GRID, "b", 1, 1, 1, 1, 1);
    TimeGrid held = GRID.closing(300_000);
    column(new Target.CpuCapacity("limits"), held, "a", 2, 2);
    column(new Target.CpuCapacity("node"), held, "a", 8, 8);
    column(new Target.CpuCapacity("node"), held, "b", 8, 8);

    deliver();

    assertThat(collected.values("a", CPU_UTILIZATION)).hasSize(5).containsOnly(0.5);
    assertThat(collected.values("b", CPU_CAPACITY_CORES)).containsOnly(8.0);
  }

  @Test
  void deliver_usageWithoutCapacity_isAGapAndNoSample() {
    column(new Target.CpuUsage(), GRID, "a", 1, 1, 1, 1, 1);

    assertThat(deliver()).isZero();
    assertThat(coverage.workloads())
        .singleElement()
        .satisfies(
            gap -> {
              assertThat(gap.gap()).contains(Reason.NO_CAPACITY);
              assertThat(gap.samples()).isZero();
            });
  }

  @Test
  void deliver_withoutCpu_isAGap() {
    column(new Target.Measured(MEMORY_UTILIZATION), GRID, "a", 0.5, 0.5, 0.5, 0.5, 0.5);

    deliver();

    assertThat(coverage.workloads().getFirst().gap()).contains(Reason.NO_CPU);
  }

  @Test
  void deliver_valuesThatCannotBe_areCountedByReason() {
    double infinite = Double.POSITIVE_INFINITY;
    column(new Target.Measured(CPU_UTILIZATION), GRID, "a", 97, -1, infinite, 0.5, 0.5);
    column(new Target.Measured(MEMORY_UTILIZATION), GRID, "a", 0.5, 0.5, Double.NaN, 0.5, 0.5);

    assertThat(deliver()).isEqualTo(4);
    assertThat(drops.of(DropReason.SHARE_ABOVE_RANGE)).isEqualTo(1);
    assertThat(drops.of(DropReason.NEGATIVE)).isEqualTo(1);
    assertThat(drops.of(DropReason.INFINITE)).isEqualTo(1);
    assertThat(drops.of(DropReason.NO_VALUES)).isEqualTo(1);
  }

  @Test
  void deliver_seriesThatNameNoWorkload_areCounted() {
    column(new Target.Measured(CPU_UTILIZATION), GRID, "", 0.5, 0.5, 0.5, 0.5, 0.5);

    assertThat(deliver()).isZero();
    assertThat(drops.of(DropReason.NO_LABELS)).isEqualTo(1);
  }

  @Test
  void deliver_twoSeriesOfOneWorkload_keepsTheFirstAndCountsTheOther() {
    Column column =
        column(new Target.Measured(CPU_UTILIZATION), GRID, "a", 0.1, 0.1, 0.1, 0.1, 0.1);
    column.series(Map.of("instance", "a", "job", "second"));
    column.point(600_000, 0.9);

    deliver();

    assertThat(collected.values("a", CPU_UTILIZATION)).containsOnly(0.1);
    assertThat(drops.of(DropReason.DUPLICATE)).isEqualTo(1);
  }

  @Test
  void deliver_nanAndTimesNobodyAskedFor_areCounted() {
    Column column = column(new Target.Measured(CPU_UTILIZATION), GRID, "a", 0.1);
    column.point(615_000, Double.NaN);
    column.point(615_001, 0.2);

    deliver();

    assertThat(drops.of(DropReason.NOT_A_NUMBER)).isEqualTo(1);
    assertThat(drops.of(DropReason.BAD_TIMESTAMP)).isEqualTo(1);
  }

  @Test
  void hold_gapsInACapacity_areFilledForwardsAndBeforeTheFirst() {
    Column column = new Column(BY, GRID);
    column.series(Map.of("instance", "a"));
    column.point(615_000, 2);
    column.point(645_000, 4);

    column.hold();

    assertThat(column.values(List.of("", "a"))).containsExactly(2, 2, 2, 4, 4);
  }

  private long deliver() {
    Slice slice =
        new Slice(
            new ProfileReading(
                NODE,
                asks,
                List.of(),
                new WorkloadNames(NODE.workload()),
                Optional.empty(),
                new SeriesLoad(1, 1)),
            GRID,
            SeriesGroup.all(List.of()),
            asks);
    return new SliceJoin(slice, columns, drops, coverage).deliver(collected);
  }

  private Column column(Target target, TimeGrid grid, String instance, double... values) {
    Column column = new Column(BY, grid);
    column.series(Map.of("instance", instance));
    for (int i = 0; i < values.length; i++) {
      if (!Double.isNaN(values[i])) {
        column.point(grid.atMillis(i), values[i]);
      }
    }
    asks.add(new Ask(target, new Quantity(target, List.of(ANY)).alternatives().getFirst()));
    columns.add(column);
    return column;
  }
}
