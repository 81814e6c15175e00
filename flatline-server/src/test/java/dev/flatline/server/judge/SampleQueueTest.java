package dev.flatline.server.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SampleQueueTest {
  private static final Sample SAMPLE =
      new Sample(Workload.named("vm"), 1, MetricValues.of(Map.of(Metric.CPU_UTILIZATION, 0.5)));

  private final SampleQueue queue = new SampleQueue(10);

  @Test
  void offer_untilItIsFull_takesAllOfABatchOrNothing() throws InterruptedException {
    assertThat(queue.offer(batch(6))).isTrue();
    assertThat(queue.offer(batch(5))).isFalse();
    assertThat(queue.waiting()).isEqualTo(6);
    assertThat(queue.turnedAway()).isEqualTo(5);
    assertThat(queue.offer(batch(4))).isTrue();
    assertThat(queue.poll(0)).isEqualTo(batch(6));
    assertThat(queue.waiting()).isEqualTo(4);
  }

  @Test
  void offer_ofABatchLargerThanTheQueue_findsRoomWhereItIsEmpty() {
    assertThat(queue.offer(batch(11))).isTrue();
    assertThat(queue.offer(batch(1))).isFalse();
  }

  @Test
  void put_whereThereIsNoRoom_waitsAndTurnsNothingAway() throws InterruptedException {
    queue.put(batch(9));
    Thread waiting =
        Thread.ofVirtual()
            .start(
                () -> {
                  try {
                    queue.put(batch(2));
                  } catch (InterruptedException e) {
                    Thread.currentThread().interrupt();
                  }
                });
    await().until(() -> waiting.getState() == Thread.State.WAITING);
    assertThat(queue.waiting()).isEqualTo(9);

    assertThat(queue.poll(0)).isEqualTo(batch(9));
    waiting.join();

    assertThat(queue.waiting()).isEqualTo(2);
    assertThat(queue.turnedAway()).isZero();
  }

  @Test
  void poll_ofAnEmptyQueue_isNull() throws InterruptedException {
    assertThat(queue.poll(1)).isNull();
  }

  private static Batch batch(int size) {
    return new Batch("test", Collections.nCopies(size, SAMPLE));
  }
}
