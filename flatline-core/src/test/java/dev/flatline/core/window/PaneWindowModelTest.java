package dev.flatline.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.numeric.ExactMoments;
import dev.flatline.core.numeric.Moments;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Sample;
import java.util.List;
import java.util.Random;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.Test;

/// The window against a naive one, over the same samples.
class PaneWindowModelTest {
  private static final long MINUTE = 60_000;
  private static final long LATENESS = 60_000;
  private static final double RELATIVE = 1e-9;

  private final WindowAggregate total = new WindowAggregate();

  @Test
  void meanDeviationAndCv_equalRecomputation() {
    compare(
        (window, naive) -> {
          window.total(total);
          double[] cpu = naive.cpu();
          assertThat(total.samples()).isEqualTo(cpu.length);
          assertClose(total.cpuMean(), ExactMoments.mean(cpu));
          assertClose(total.cpuDeviation(), ExactMoments.deviation(cpu));
          assertClose(total.cpuCv(), ExactMoments.deviation(cpu) / ExactMoments.mean(cpu));
        });
  }

  @Test
  void correlations_equalRecomputation() {
    compare(
        (window, naive) -> {
          window.total(total);
          assertWithin(total.correlationWithNetwork(), naive.correlationWithNetwork(), RELATIVE);
          assertWithin(total.correlationWithDisk(), naive.correlationWithDisk(), RELATIVE);
        });
  }

  @Test
  void networkAndDiskLevel_equalRecomputation() {
    compare(
        (window, naive) -> {
          window.total(total);
          assertClose(total.networkBytesPerSecond(), naive.networkLevel());
          assertClose(total.diskBytesPerSecond(), naive.diskLevel());
        });
  }

  @Test
  void throttledAndStealShare_equalRecomputation() {
    compare(
        (window, naive) -> {
          window.total(total);
          assertClose(total.throttledShare(), naive.throttledShare());
          assertClose(total.stealShare(), naive.stealShare());
        });
  }

  @Test
  void floor_equalsRecomputation() {
    compare(
        (window, naive) -> {
          if (naive.cpu().length > 0) {
            assertClose(window.paneQuantile(0.10), naive.paneQuantile(0.10));
          }
        });
  }

  @Test
  void paneMoments_fromAnyPaneOn_equalRecomputation() {
    double[] moments = new double[Moments.WIDTH + 1];
    compare(
        (window, naive) -> {
          long from = window.newestPane() - naive.cpu().length % 20;
          window.paneMoments(from, moments);
          double[] means = naive.paneMeans(from);
          assertThat(Moments.count(moments, 0)).isEqualTo(means.length);
          double scale = RELATIVE * Math.abs(ExactMoments.mean(means));
          double deviation = Math.sqrt(Moments.variance(moments, 0));
          assertWithin(deviation, ExactMoments.deviation(means), scale);
          double within = ExactMoments.mean(naive.paneVariances(from));
          assertClose(moments[Moments.WIDTH], within);
        });
  }

  private static void compare(BiConsumer<PaneWindow, NaiveWindow> assertion) {
    for (int seed = 0; seed < 15; seed++) {
      Random random = new Random(seed);
      long pane = random.nextBoolean() ? MINUTE : 1 + random.nextInt(100_000);
      int panes = 2 + random.nextInt(40);
      PaneWindow window = new PaneWindow(pane, panes);
      NaiveWindow naive = new NaiveWindow(pane, panes);
      for (Sample sample : throughReorderBuffer(seed)) {
        if (random.nextInt(200) == 0) {
          window.clear();
          naive.clear();
        }
        window.add(sample.atMillis(), sample.values());
        naive.add(sample);
        if (random.nextInt(15) == 0) {
          assertion.accept(window, naive);
        }
      }
    }
  }

  /// Out of order and with duplicates on one side, in order on the other.
  private static List<Sample> throughReorderBuffer(long seed) {
    RandomSamples samples = new RandomSamples(seed);
    List<Sample> ordered = new java.util.ArrayList<>();
    ReorderBuffer buffer = new ReorderBuffer(LATENESS);
    DropCounts drops = new DropCounts();
    for (Sample sample : samples.delayed(samples.withDuplicates(samples.inOrder(300)), LATENESS)) {
      buffer.accept(sample, drops, ordered::add);
    }
    buffer.advanceTo(Long.MAX_VALUE, ordered::add);
    return ordered;
  }

  private static void assertClose(double actual, double expected) {
    assertWithin(actual, expected, RELATIVE * Math.abs(expected));
  }

  private static void assertWithin(double actual, double expected, double tolerance) {
    if (Double.isNaN(expected)) {
      assertThat(actual).isNaN();
    } else {
      assertThat(actual).isCloseTo(expected, within(tolerance));
    }
  }
}
