package dev.flatline.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.numeric.CoMoments;
import dev.flatline.core.numeric.Moments;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.window.GpuPanes.Quantity;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The panes of a GPU against a list of samples that is searched anew for every answer.
class GpuPanesModelTest {
  private static final long MINUTE = 60_000;
  private static final int PANES = 30;

  /// One sample, NaN for what was not measured.
  private record Told(long atMillis, double utilization, double power, double pcie) {
    long pane() {
      return Math.floorDiv(atMillis, MINUTE);
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void everyAnswer_equalsRecomputation(long seed) {
    Random random = new Random(seed);
    GpuPanes panes = new GpuPanes(MINUTE, PANES);
    List<Told> told = new ArrayList<>();
    long at = -10 * MINUTE;
    for (int i = 0; i < 3_000; i++) {
      at += random.nextInt(100) == 0 ? 40 * MINUTE : random.nextInt(1, 90_000);
      Told one = new Told(at, maybe(random, 1), maybe(random, 700), maybe(random, 1e9));
      told.add(one);
      panes.add(at, values(one));
      if (i % 7 == 0) {
        compare(panes, inWindow(told));
      }
    }
  }

  @Test
  void clear_forgetsEverything() {
    GpuPanes panes = new GpuPanes(MINUTE, PANES);
    panes.add(0, MetricValues.of(Metric.GPU_UTILIZATION, 1));
    panes.clear();
    assertThat(Moments.count(panes.utilization(), 0)).isZero();
    panes.add(31 * MINUTE, MetricValues.of(Metric.GPU_POWER_WATTS, 70));
    assertThat(panes.newestUtilization()).isNaN();
    assertThat(panes.newest(Quantity.POWER)).isEqualTo(70);
  }

  @Test
  void panes_ofNoLengthOrTooFew_areRefused() {
    assertThatThrownBy(() -> new GpuPanes(0, PANES)).hasMessage("30 panes of 0 ms");
    assertThatThrownBy(() -> new GpuPanes(MINUTE, 1)).hasMessage("1 panes of 60000 ms");
  }

  private static void compare(GpuPanes panes, List<Told> window) {
    double[] all = new double[Moments.WIDTH];
    double[] minutes = new double[Moments.WIDTH];
    double[] power = new double[Moments.WIDTH];
    double[] pairs = new double[CoMoments.WIDTH];
    for (Told one : window) {
      add(all, one.utilization());
    }
    TreeSet<Long> indices = new TreeSet<>();
    window.forEach(one -> indices.add(one.pane()));
    for (long index : indices) {
      List<Told> pane = window.stream().filter(one -> one.pane() == index).toList();
      double utilization = mean(pane.stream().mapToDouble(Told::utilization).toArray());
      double pcie = mean(pane.stream().mapToDouble(Told::pcie).toArray());
      add(minutes, utilization);
      add(power, mean(pane.stream().mapToDouble(Told::power).toArray()));
      if (!Double.isNaN(utilization) && !Double.isNaN(pcie)) {
        CoMoments.add(pairs, 0, utilization, pcie);
      }
    }
    assertSame(panes.utilization(), all);
    assertSame(panes.paneUtilization(), minutes);
    assertSame(panes.paneMeans(Quantity.POWER), power);
    double expected = CoMoments.correlation(pairs, 0);
    double correlation = panes.correlation(Quantity.PCIE);
    if (Double.isNaN(expected)) {
      assertThat(correlation).isNaN();
    } else {
      assertThat(correlation).isCloseTo(expected, within(1e-6));
    }
  }

  private static void assertSame(double[] moments, double[] expected) {
    assertThat(Moments.count(moments, 0)).isEqualTo(Moments.count(expected, 0));
    if (Moments.count(expected, 0) > 0) {
      double scale = Math.abs(Moments.mean(expected, 0)) + 1e-12;
      assertThat(Moments.mean(moments, 0))
          .isCloseTo(Moments.mean(expected, 0), within(1e-9 * scale));
      assertThat(Moments.variance(moments, 0))
          .isCloseTo(Moments.variance(expected, 0), within(1e-9 * scale * scale));
    }
  }

  private static List<Told> inWindow(List<Told> told) {
    long newest = told.getLast().pane();
    return told.stream().filter(one -> one.pane() > newest - PANES).toList();
  }

  private static double mean(double[] values) {
    OptionalDouble mean = java.util.Arrays.stream(values).filter(x -> !Double.isNaN(x)).average();
    return mean.orElse(Double.NaN);
  }

  private static void add(double[] moments, double value) {
    if (!Double.isNaN(value)) {
      Moments.add(moments, 0, value);
    }
  }

  private static double maybe(Random random, double greatest) {
    return random.nextInt(5) == 0 ? Double.NaN : greatest * random.nextDouble();
  }

  private static MetricValues values(Told told) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    values.put(Metric.GPU_UTILIZATION, told.utilization());
    values.put(Metric.GPU_POWER_WATTS, told.power());
    values.put(Metric.GPU_PCIE_RECEIVE_BYTES_PER_SECOND, told.pcie());
    return MetricValues.of(values);
  }
}
