package dev.flatline.connectors.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.connectors.SourceReport;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CountDownLatch;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
class HandoverTest {
  private static final int MANY = 50_000;

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 1024, 1025, MANY})
  void run_anyNumberOfSamples_arriveInOrderInTheCallersThread(int count) {
    List<Long> times = new ArrayList<>();
    Thread caller = Thread.currentThread();

    SourceReport report =
        Handover.run(
            samples -> deliver(count, samples),
            sample -> {
              assertThat(Thread.currentThread()).isSameAs(caller);
              times.add(sample.atMillis());
            },
            () -> {});

    assertThat(times).hasSize(count).isSorted();
    assertThat(report.delivered()).isEqualTo(count);
  }

  @Test
  void run_readingThatFails_throwsAfterTheSamplesBefore() {
    List<Sample> taken = new ArrayList<>();

    assertThatThrownBy(
            () ->
                Handover.run(
                    samples -> {
                      deliver(1500, samples);
                      throw new IllegalStateException("broken");
                    },
                    taken::add,
                    () -> {}))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("broken");
    assertThat(taken).hasSize(1500);
  }

  @Test
  void run_readingThatRunsOutOfMemory_throwsTheError() {
    assertThatThrownBy(
            () ->
                Handover.run(
                    samples -> {
                      throw new OutOfMemoryError("heap");
                    },
                    sample -> {},
                    () -> {}))
        .isInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void run_sinkThatThrows_endsTheReading() throws InterruptedException {
    CountDownLatch ended = new CountDownLatch(1);

    assertThatThrownBy(
            () ->
                Handover.run(
                    samples -> {
                      try {
                        return deliver(Integer.MAX_VALUE, samples);
                      } finally {
                        ended.countDown();
                      }
                    },
                    sample -> {
                      throw new CancellationException("enough");
                    },
                    () -> {}))
        .isInstanceOf(CancellationException.class)
        .hasMessage("enough");
    ended.await();
  }

  @Test
  void run_callerThatIsInterrupted_stopsAndStaysInterrupted() {
    Thread.currentThread().interrupt();

    assertThatThrownBy(
            () -> Handover.run(samples -> deliver(MANY, samples), sample -> {}, () -> {}))
        .isInstanceOf(CancellationException.class);
    assertThat(Thread.interrupted()).isTrue();
  }

  private static SourceReport deliver(int count, Consumer<Sample> samples) {
    MetricValues values = MetricValues.of(Metric.THREADS, 1);
    Workload workload = Workload.named("a");
    for (int i = 0; i < count; i++) {
      samples.accept(new Sample(workload, i, values));
    }
    return new SourceReport(count, count, new DropCounts(), List.of());
  }
}
