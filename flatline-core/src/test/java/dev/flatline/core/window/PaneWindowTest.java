package dev.flatline.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import java.util.Map;
import org.junit.jupiter.api.Test;

class PaneWindowTest {
  private static final long MINUTE = 60_000;

  private final PaneWindow window = new PaneWindow(MINUTE, 3);
  private final WindowAggregate total = new WindowAggregate();

  @Test
  void total_coversTheNewestPaneAndThoseBeforeItOnly() {
    window.add(0, cpu(0.1));
    window.add(MINUTE - 1, cpu(0.2));
    window.add(MINUTE, cpu(0.3));
    window.add(3 * MINUTE - 1, cpu(0.4));
    assertThat(samples()).isEqualTo(4);
    window.add(3 * MINUTE, cpu(0.5));
    assertThat(samples()).isEqualTo(3);
  }

  @Test
  void deviation_afterASpikeHasLeft_isExactlyZero() {
    window.add(0, cpu(1e15));
    for (int minute = 1; minute <= 3; minute++) {
      window.add(minute * MINUTE, cpu(0.3));
    }
    window.total(total);
    assertThat(total.cpuDeviation()).isZero();
    assertThat(total.cpuMean()).isEqualTo(0.3);
  }

  @Test
  void total_afterClear_isUndefined() {
    window.add(0, both(0.5, 100));
    window.clear();
    window.total(total);
    assertThat(total.samples()).isZero();
    assertThat(total.cpuMean()).isNaN();
    assertThat(total.cpuCv()).isNaN();
    assertThat(total.networkBytesPerSecond()).isNaN();
    assertThat(total.throttledShare()).isNaN();
    assertThat(window.paneQuantile(0.1)).isNaN();
  }

  @Test
  void cv_ofAnIdleWorkload_isUndefined() {
    window.add(0, cpu(0));
    window.add(1, cpu(0));
    window.total(total);
    assertThat(total.cpuCv()).isNaN();
    assertThat(total.cpuDeviation()).isZero();
  }

  @Test
  void correlation_withANetworkThatDoesNotMove_isUndefined() {
    window.add(0, both(0.5, 100));
    window.add(MINUTE, both(0.7, 100));
    window.add(2 * MINUTE, both(0.6, 100));
    window.total(total);
    assertThat(total.correlationWithNetwork()).isNaN();
    assertThat(total.networkBytesPerSecond()).isEqualTo(100);
    assertThat(total.correlationWithDisk()).isNaN();
    assertThat(total.diskBytesPerSecond()).isNaN();
  }

  @Test
  void newest_speaksOfTheNewestPaneAlone() {
    window.add(0, both(0.1, 900));
    window.add(MINUTE, both(0.5, 100));
    window.add(MINUTE + 1, both(0.7, 300));
    assertThat(window.newestPane()).isEqualTo(1);
    assertThat(window.newestCpu()).isEqualTo(0.6);
    assertThat(window.newestNetwork()).isEqualTo(200);
    assertThat(window.newestDisk()).isNaN();
  }

  @Test
  void constructor_ofFewerThanTwoPanes_isRefused() {
    assertThatIllegalArgumentException().isThrownBy(() -> new PaneWindow(MINUTE, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new PaneWindow(0, 30));
  }

  private double samples() {
    window.total(total);
    return total.samples();
  }

  private static MetricValues cpu(double cpu) {
    return MetricValues.of(Metric.CPU_UTILIZATION, cpu);
  }

  private static MetricValues both(double cpu, double network) {
    return MetricValues.of(
        Map.of(Metric.CPU_UTILIZATION, cpu, Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND, network));
  }
}
