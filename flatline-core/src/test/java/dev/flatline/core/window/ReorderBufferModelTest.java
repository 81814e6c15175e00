package dev.flatline.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ReorderBufferModelTest {
  private static final long LATENESS = 30_000;

  @Test
  void accept_ofAnyOrderWithinLateness_releasesTheSortedSeries() {
    for (int seed = 0; seed < 50; seed++) {
      RandomSamples random = new RandomSamples(seed);
      List<Sample> samples = random.inOrder(200);
      Run run = new Run();
      for (Sample sample : random.delayed(samples, LATENESS)) {
        run.accept(sample);
      }
      run.finish();
      assertThat(run.released).isEqualTo(samples);
      assertThat(run.drops.rows()).isZero();
    }
  }

  @Test
  void accept_ofSamplesInParts_releasesThemWhole() {
    for (int seed = 0; seed < 50; seed++) {
      RandomSamples random = new RandomSamples(seed);
      List<Sample> samples = random.inOrder(200);
      Run run = new Run();
      for (Sample part : random.delayed(parts(samples), LATENESS)) {
        run.accept(part);
      }
      run.finish();
      assertThat(run.released).isEqualTo(samples);
      assertThat(run.drops.rows()).isZero();
    }
  }

  @Test
  void everySample_isReleasedHeldMergedOrDropped() {
    for (int seed = 0; seed < 50; seed++) {
      RandomSamples random = new RandomSamples(seed);
      List<Sample> samples = random.withDuplicates(parts(random.inOrder(200)));
      Run run = new Run();
      Random watermarks = new Random(seed);
      for (Sample part : random.delayed(samples, 3 * LATENESS)) {
        run.accept(part);
        if (watermarks.nextInt(20) == 0) {
          run.buffer.advanceTo(part.atMillis() - LATENESS, run.released::add);
        }
        assertThat(run.accountedFor()).isEqualTo(run.received);
      }
      run.finish();
      assertThat(run.buffer.held()).isZero();
      assertThat(run.accountedFor()).isEqualTo(run.received);
      assertThat(run.drops.of(DropReason.LATE)).isPositive();
      assertThat(run.drops.of(DropReason.DUPLICATE)).isPositive();
      assertThat(run.buffer.merged()).isPositive();
    }
  }

  @Test
  void released_areInOrderWhateverComes() {
    for (int seed = 0; seed < 50; seed++) {
      RandomSamples random = new RandomSamples(seed);
      Run run = new Run();
      for (Sample sample : random.delayed(random.inOrder(200), 10 * LATENESS)) {
        run.accept(sample);
        assertThat(run.buffer.held()).isLessThanOrEqualTo(ReorderBuffer.LARGEST_HELD);
      }
      run.finish();
      assertThat(run.released).extracting(Sample::atMillis).isSorted().doesNotHaveDuplicates();
    }
  }

  /// Each sample as one of CPU and one of all else.
  private static List<Sample> parts(List<Sample> samples) {
    List<Sample> parts = new ArrayList<>();
    for (Sample sample : samples) {
      MetricValues cpu =
          MetricValues.of(Metric.CPU_UTILIZATION, sample.values().get(Metric.CPU_UTILIZATION));
      double[] rest = MetricValues.unmeasured();
      for (Metric metric : Metric.measuredIn(sample.values().measured() & ~cpu.measured())) {
        rest[metric.ordinal()] = sample.values().get(metric);
      }
      parts.add(new Sample(sample.workload(), sample.atMillis(), cpu));
      parts.add(new Sample(sample.workload(), sample.atMillis(), MetricValues.of(rest)));
    }
    return parts;
  }

  private static final class Run {
    private final ReorderBuffer buffer = new ReorderBuffer(LATENESS);
    private final DropCounts drops = new DropCounts();
    private final List<Sample> released = new ArrayList<>();
    private long received;

    void accept(Sample sample) {
      received++;
      buffer.accept(sample, drops, released::add);
    }

    void finish() {
      buffer.advanceTo(Long.MAX_VALUE, released::add);
    }

    long accountedFor() {
      return released.size() + buffer.held() + buffer.merged() + drops.rows();
    }
  }
}
