package dev.flatline.server.recent;

import static dev.flatline.server.recent.Samples.START_MILLIS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.formats.report.SeriesPoint;
import dev.flatline.formats.report.SeriesRecorder;
import dev.flatline.formats.report.Spread;
import java.util.ArrayList;
import java.util.DoubleSummaryStatistics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// What is remembered of a fleet is what a naive recorder remembers, to the bytes that are kept.
class RecentTableModelTest {
  private static final long MINUTE_MILLIS = 60_000;

  private final List<Stretch> left = new ArrayList<>();
  private final RecentTable table = new RecentTable(left::add);

  @ParameterizedTest
  @ValueSource(longs = {1_000, 15_000, 60_000, 300_000})
  void points_ofSamplesInOrder_areThoseOfANaiveRecorder(long stepMillis) {
    Random random = new Random(stepMillis);
    Map<String, Map<Long, Minute>> naive = new HashMap<>();
    long atMillis = START_MILLIS + 17;
    for (int i = 0; i < 1_500; i++) {
      atMillis += 1 + (long) (stepMillis * 2 * random.nextDouble());
      for (String workload : List.of("a", "b", "c", "gpu")) {
        if (random.nextInt(4) > 0) {
          Sample sample = sample(workload, atMillis, random);
          table.add(sample);
          naive
              .computeIfAbsent(workload, unused -> new TreeMap<>())
              .computeIfAbsent(atMillis / MINUTE_MILLIS, unused -> new Minute())
              .add(sample.values());
        }
      }
      if (random.nextInt(200) == 0) {
        left.addAll(table.leave((int) (atMillis / MINUTE_MILLIS)));
      }
    }
    naive.forEach((workload, minutes) -> assertLike(minutes, points(workload)));
    assertThat(table.passedOver()).isZero();
    assertThat(left).allMatch(stretch -> stretch.points() <= Stretch.MOST_POINTS);
  }

  @Test
  void add_ofASampleOfAMinuteThatIsOver_isAPointOfThatMinute() {
    table.add(Samples.cpu("a", START_MILLIS, 0.5));
    table.add(Samples.cpu("a", START_MILLIS + 2 * MINUTE_MILLIS, 0.5));
    table.add(Samples.cpu("a", START_MILLIS + MINUTE_MILLIS, 0.25));
    table.add(Samples.gpu("a", START_MILLIS, 1, 0.75, 250));
    assertThat(points("a"))
        .extracting(SeriesPoint::cpu)
        .containsExactly(new Spread(0.5, 0.75, 1), Spread.of(0.25), Spread.of(0.5));
    assertThat(points("a").getFirst().gpu().powerWatts()).isEqualTo(Spread.of(250));
  }

  @Test
  void add_ofASampleMuchLaterThanOthers_isPassedOver() {
    table.add(Samples.cpu("a", START_MILLIS, 0.5));
    table.add(Samples.cpu("a", START_MILLIS - (RecentTable.LATE_MINUTES + 1) * MINUTE_MILLIS, 0.5));
    assertThat(table.passedOver()).isEqualTo(1);
    assertThat(points("a")).hasSize(1);
  }

  @Test
  void add_ofTheSameSampleAgain_changesNothing() {
    for (int i = 0; i < 3; i++) {
      table.add(Samples.cpu("a", START_MILLIS, 0.625));
    }
    assertThat(points("a")).extracting(SeriesPoint::cpu).containsExactly(Spread.of(0.625));
  }

  @Test
  void add_ofMoreSamplesOfAMinuteThanAreSummed_keepsTheMinute() {
    for (int i = 0; i < 1_000; i++) {
      table.add(Samples.cpu("a", START_MILLIS + i, 0.5));
    }
    assertThat(points("a")).extracting(SeriesPoint::cpu).containsExactly(Spread.of(0.5));
  }

  @Test
  void add_afterAPauseThatIsLongerThanAStretch_beginsANewOne() {
    table.add(Samples.cpu("a", START_MILLIS, 0.5));
    table.add(Samples.cpu("a", START_MILLIS + MINUTE_MILLIS, 0.5));
    table.add(Samples.cpu("a", START_MILLIS + 1_000 * MINUTE_MILLIS, 0.5));
    assertThat(points("a")).hasSize(3);
  }

  @Test
  void leave_forgetsWorkloadsThatAreSilent_andTheirPlacesAreUsedAgain() {
    for (int i = 0; i < 500; i++) {
      table.add(Samples.gpu("gone-" + i, START_MILLIS, 0.5, 1, 300));
    }
    table.add(Samples.cpu("here", START_MILLIS + 60 * MINUTE_MILLIS, 0.5));
    assertThat(table.leave((int) (START_MILLIS / MINUTE_MILLIS) + 30)).hasSize(500);
    assertThat(table.workloads()).isEqualTo(1);
    for (int i = 0; i < 500; i++) {
      table.add(Samples.cpu("new-" + i, START_MILLIS + 60 * MINUTE_MILLIS, 0.5));
    }
    assertThat(points("new-7")).extracting(SeriesPoint::gpu).containsOnly(SeriesPoint.Gpu.NONE);
    assertThat(table.workloads()).isEqualTo(501);
  }

  /// What is kept of each minute.
  private List<SeriesPoint> points(String workload) {
    List<Stretch> all = new ArrayList<>(left);
    table.current(workload).ifPresent(all::add);
    Map<Long, SeriesRecorder> minutes = new TreeMap<>();
    all.stream()
        .filter(stretch -> stretch.workload().equals(workload))
        .flatMap(stretch -> stretch.points(0, Long.MAX_VALUE).stream())
        .forEach(
            point ->
                minutes
                    .computeIfAbsent(point.atMillis(), unused -> new SeriesRecorder())
                    .add(point));
    return minutes.values().stream().map(one -> one.toSeries().points().getFirst()).toList();
  }

  private static Sample sample(String workload, long atMillis, Random random) {
    double[] values = MetricValues.unmeasured();
    for (Metric metric : Metric.values()) {
      boolean gpu = metric.name().startsWith("GPU");
      if (random.nextInt(3) > 0 && (!gpu || workload.equals("gpu"))) {
        values[metric.ordinal()] = Math.pow(10, random.nextInt(6) - 2) * random.nextDouble();
      }
    }
    return new Sample(Workload.named(workload), atMillis, MetricValues.of(values));
  }

  private static void assertLike(Map<Long, Minute> naive, List<SeriesPoint> points) {
    assertThat(points)
        .extracting(SeriesPoint::atMillis)
        .isEqualTo(naive.keySet().stream().map(one -> one * MINUTE_MILLIS + 30_000).toList());
    int i = 0;
    for (Minute minute : naive.values()) {
      SeriesPoint point = points.get(i++);
      assertLike(minute.cpu, point.cpu());
      assertLike(minute.network, point.network());
      assertLike(minute.disk, point.disk());
      assertLike(minute.gpu, point.gpu().utilization());
      assertLike(minute.power, point.gpu().powerWatts());
      assertLike(minute.pcie, point.gpu().pcie());
    }
  }

  private static void assertLike(DoubleSummaryStatistics wanted, Spread got) {
    assertThat(got.isMeasured()).isEqualTo(wanted.getCount() > 0);
    if (got.isMeasured()) {
      double mean = wanted.getAverage();
      assertThat(got.mean()).isCloseTo(mean, within(mean / 500));
      assertThat(got.least()).isCloseTo(wanted.getMin(), within(mean / 250));
      assertThat(mean / got.greatest()).isCloseTo(mean / wanted.getMax(), within(1.0 / 250));
      assertThat(wanted.getCount() > 1 || got.equals(Spread.of(got.mean()))).isTrue();
    }
  }

  /// One minute of one workload.
  private static final class Minute {
    private final DoubleSummaryStatistics cpu = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics network = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics disk = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics gpu = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics power = new DoubleSummaryStatistics();
    private final DoubleSummaryStatistics pcie = new DoubleSummaryStatistics();

    void add(MetricValues values) {
      add(cpu, values.get(Metric.CPU_UTILIZATION));
      add(
          network,
          values.sum(
              Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND));
      add(disk, values.sum(Metric.DISK_READ_BYTES_PER_SECOND, Metric.DISK_WRITE_BYTES_PER_SECOND));
      if (values.has(Metric.GPU_UTILIZATION) || values.has(Metric.GPU_POWER_WATTS)) {
        add(gpu, values.get(Metric.GPU_UTILIZATION));
        add(power, values.get(Metric.GPU_POWER_WATTS));
        add(
            pcie,
            values.sum(
                Metric.GPU_PCIE_RECEIVE_BYTES_PER_SECOND,
                Metric.GPU_PCIE_TRANSMIT_BYTES_PER_SECOND));
      }
    }

    private static void add(DoubleSummaryStatistics into, double value) {
      if (!Double.isNaN(value)) {
        into.accept(value);
      }
    }
  }
}
