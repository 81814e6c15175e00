package dev.flatline.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.numeric.Moments;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A window that is written and read again and again says what one says that never was, to the bit,
/// whether it was asked in between or not.
class PaneWindowStateModelTest {
  private static final long PANE = 60_000;
  private static final int PANES = 30;
  private static final int SAMPLES = 3_000;

  private final PaneWindow whole = new PaneWindow(PANE, PANES);
  private PaneWindow packed = new PaneWindow(PANE, PANES);
  private final StateWriter writer = new StateWriter();

  @ParameterizedTest
  @ValueSource(longs = {15_000, 60_000, 300_000})
  void writtenAndReadNowAndThen_saysTheSame(long stepMillis) {
    Random random = new Random(stepMillis);
    long at = 1_700_000_000_000L;
    for (int i = 0; i < SAMPLES; i++) {
      at += random.nextInt(50) == 0 ? 20 * stepMillis : stepMillis + random.nextInt(2_000);
      MetricValues values = values(random);
      whole.add(at, values);
      packed.add(at, values);
      if (random.nextInt(3) == 0) {
        assertSame(at - 10 * PANE);
      }
      if (random.nextInt(2) == 0) {
        sleep(at / PANE, random.nextBoolean());
      }
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {15_000, 60_000})
  void bytesToCome_ofAWindowThatFills_tellsWhatItWillTake(long stepMillis) {
    Random random = new Random(stepMillis);
    long from = 28_333_333 * PANE;
    for (long at = from; at < from + 15 * PANE; at += stepMillis) {
      packed.add(at, values(random));
    }
    sleep(from / PANE, false);
    int foretold = writer.size() + packed.bytesToCome();
    for (long at = from + 15 * PANE; at < from + 2 * PANES * PANE; at += stepMillis) {
      packed.add(at, values(random));
    }
    sleep(from / PANE, false);
    assertThat(foretold).isBetween(writer.size() * 4 / 5, writer.size() * 6 / 5);
    assertThat(packed.bytesToCome()).isZero();
  }

  private void sleep(long nearPane, boolean another) {
    writer.clear();
    packed.write(writer, nearPane);
    packed = another ? new PaneWindow(PANE, PANES) : packed;
    packed.read(new StateReader(writer.toBytes()), nearPane);
  }

  private void assertSame(long sinceMillis) {
    assertThat(said(packed, sinceMillis)).isEqualTo(said(whole, sinceMillis));
  }

  private static double[] said(PaneWindow window, long sinceMillis) {
    WindowAggregate total = new WindowAggregate();
    window.total(total);
    double[] moments = new double[Moments.WIDTH + 1];
    window.paneMoments(sinceMillis / PANE, moments);
    return new double[] {
      window.newestPane(),
      window.newestCpu(),
      window.newestNetwork(),
      window.newestDisk(),
      window.paneQuantile(0.1),
      total.samples(),
      total.cpuMean(),
      total.cpuDeviation(),
      total.correlationWithNetwork(),
      total.correlationWithDisk(),
      total.networkBytesPerSecond(),
      total.throttledShare(),
      total.stealShare(),
      moments[0],
      moments[Moments.WIDTH]
    };
  }

  private static MetricValues values(Random random) {
    MetricValues cpu = MetricValues.of(Metric.CPU_UTILIZATION, random.nextDouble());
    return switch (random.nextInt(4)) {
      case 0 -> cpu;
      case 1 -> cpu.orElse(MetricValues.of(Metric.CPU_THROTTLED, 0));
      default ->
          cpu.orElse(
              MetricValues.of(
                  Map.of(
                      Metric.NETWORK_RECEIVE_BYTES_PER_SECOND,
                      1e5 * random.nextDouble(),
                      Metric.DISK_READ_BYTES_PER_SECOND,
                      (double) random.nextInt(100_000),
                      Metric.CPU_STEAL,
                      0.1 * random.nextDouble())));
    };
  }
}
