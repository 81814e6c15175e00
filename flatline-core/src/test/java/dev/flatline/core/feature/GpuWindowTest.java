package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class GpuWindowTest {
  private static final Workload GPU = Workload.named("gpu");
  private static final long MINUTE = 60_000;

  private final GpuWindow window = new GpuWindow(30 * MINUTE);

  @Test
  void measures_isOfAnyMetricOfAGpuThatIsJudged() {
    assertThat(GpuWindow.measures(MetricValues.of(Metric.GPU_UTILIZATION, 0))).isTrue();
    assertThat(GpuWindow.measures(MetricValues.of(Metric.GPU_POWER_WATTS, 70))).isTrue();
    assertThat(GpuWindow.measures(MetricValues.of(Metric.CPU_UTILIZATION, 1))).isFalse();
    assertThat(GpuWindow.measures(MetricValues.of(Metric.GPU_MEMORY_UTILIZATION, 1))).isFalse();
  }

  @Test
  void features_ofAConstantGpu_areItsNumbers() {
    for (int minute = 0; minute < 40; minute++) {
      add(minute, 1, 560, 0, 1e6);
    }
    GpuFeatures features = window.features();
    assertThat(window.isFull()).isTrue();
    assertThat(features.get(GpuFeature.UTILIZATION)).isEqualTo(1);
    assertThat(features.get(GpuFeature.MINUTE_DEVIATION)).isZero();
    assertThat(features.get(GpuFeature.POWER_SHARE)).isCloseTo(0.8, within(1e-12));
    assertThat(features.get(GpuFeature.POWER_CV)).isZero();
    assertThat(features.get(GpuFeature.PCIE)).isEqualTo(1e6);
    assertThat(features.get(GpuFeature.PCIE_CORRELATION)).isNaN();
    assertThat(features.get(GpuFeature.MINUTES)).isEqualTo(30);
    assertThat(features.has(GpuFeature.TEMPERATURE)).isFalse();
  }

  @Test
  void stretches_countOnlyMinutesWithoutTensorCores() {
    for (int minute = 0; minute < 60; minute++) {
      add(minute, 1, 560, minute < 20 ? 0.4 : 0, 1e6);
    }
    assertThat(window.stretches().atLeast(MINUTE)).hasSize(1);
    assertThat(window.stretches().atLeast(MINUTE).getFirst().sinceMillis()).isEqualTo(20 * MINUTE);
  }

  @Test
  void means_areOfMinutesWhereTheIntervalChanges() {
    add(0, 1, 560, 0.4, 1e6);
    for (int second = 60; second < 600; second += 15) {
      addAt(second * 1_000L, 0, 70, 0, 1e6);
    }
    assertThat(window.features().get(GpuFeature.UTILIZATION)).isCloseTo(0.1, within(1e-12));
    assertThat(window.features().get(GpuFeature.TENSOR_ACTIVE)).isCloseTo(0.04, within(1e-12));
  }

  @Test
  void add_completesAMinuteOnce() {
    assertThat(addAt(0, 1, 560, 0, 1e6)).isFalse();
    assertThat(addAt(20_000, 1, 560, 0, 1e6)).isFalse();
    assertThat(addAt(40_000, 1, 560, 0, 1e6)).isTrue();
    assertThat(addAt(60_000, 1, 560, 0, 1e6)).isFalse();
  }

  @Test
  void add_afterAGap_beginsAnew() {
    for (int minute = 0; minute < 40; minute++) {
      add(minute, 1, 560, 0, 1e6);
    }
    add(60, 0.2, 100, 0, 1e6);
    assertThat(window.isFull()).isFalse();
    assertThat(window.observedMillis()).isZero();
    assertThat(window.features().get(GpuFeature.UTILIZATION)).isEqualTo(0.2);
    assertThat(window.stretches().longestMillis()).isZero();
  }

  private void add(int minute, double utilization, double power, double tensor, double pcie) {
    addAt(minute * MINUTE, utilization, power, tensor, pcie);
  }

  private boolean addAt(
      long atMillis, double utilization, double power, double tensor, double pcie) {
    Map<Metric, Double> values = new EnumMap<>(Metric.class);
    values.put(Metric.GPU_UTILIZATION, utilization);
    values.put(Metric.GPU_POWER_WATTS, power);
    values.put(Metric.GPU_POWER_LIMIT_WATTS, 700.0);
    values.put(Metric.GPU_TENSOR_ACTIVE, tensor);
    values.put(Metric.GPU_PCIE_TRANSMIT_BYTES_PER_SECOND, pcie);
    return window.add(new Sample(GPU, atMillis, MetricValues.of(values)));
  }
}
