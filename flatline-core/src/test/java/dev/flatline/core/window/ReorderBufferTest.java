package dev.flatline.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.DropReason;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ReorderBufferTest {
  private static final long LATENESS = 1_000;
  private static final long DAY = 86_400_000;

  private final ReorderBuffer buffer = new ReorderBuffer(LATENESS);
  private final DropCounts drops = new DropCounts();
  private final List<Sample> released = new ArrayList<>();

  @Test
  void accept_outOfOrderWithinLateness_releasesInOrder() {
    accept(cpu(5_000), cpu(4_500), cpu(4_000), cpu(7_000));
    assertThat(released).extracting(Sample::atMillis).containsExactly(4_000L, 4_500L, 5_000L);
    assertThat(buffer.held()).isEqualTo(1);
    assertThat(drops.rows()).isZero();
  }

  @Test
  void accept_ofOneSampleOfAWrongClock_dropsItAlone() {
    accept(cpu(5_000), cpu(6_000), cpu(400 * DAY), cpu(7_000), cpu(9_000));
    assertThat(released).extracting(Sample::atMillis).containsExactly(5_000L, 6_000L, 7_000L);
    assertThat(drops.of(DropReason.AHEAD)).isEqualTo(1);
    assertThat(drops.rows()).isEqualTo(1);
  }

  @Test
  void accept_whereTheFirstSampleIsOfAWrongClock_dropsItAlone() {
    accept(cpu(400 * DAY), cpu(5_000), cpu(6_000), cpu(9_000));
    assertThat(released).extracting(Sample::atMillis).containsExactly(5_000L, 6_000L);
    assertThat(drops.of(DropReason.AHEAD)).isEqualTo(1);
  }

  @Test
  void accept_afterAGapOfDays_goesOn() {
    accept(cpu(5_000), cpu(6_000), cpu(9 * DAY), cpu(9 * DAY + 5_000));
    assertThat(released).extracting(Sample::atMillis).containsExactly(5_000L, 6_000L, 9 * DAY);
    assertThat(drops.rows()).isZero();
  }

  @Test
  void advanceTo_pastASampleAfterAGap_releasesIt() {
    accept(cpu(5_000), cpu(6_000), cpu(9 * DAY));
    assertThat(buffer.held()).isEqualTo(3);
    buffer.advanceTo(9 * DAY - 1, released::add);
    assertThat(released).hasSize(2);
    buffer.advanceTo(9 * DAY + 1, released::add);
    assertThat(released).hasSize(3);
    assertThat(buffer.held()).isZero();
  }

  @Test
  void holdAtMost_fewer_releasesTheOldestEarly_andWhatIsOlderThanTheseIsLate() {
    accept(cpu(5_000), cpu(5_200), cpu(5_400));
    buffer.holdAtMost(1, released::add);
    assertThat(released).extracting(Sample::atMillis).containsExactly(5_000L, 5_200L);
    accept(cpu(5_100), cpu(5_300));
    assertThat(drops.of(DropReason.LATE)).isEqualTo(1);
    assertThat(buffer.held()).isEqualTo(2);
    buffer.holdAtMost(2, released::add);
    assertThat(buffer.held()).isEqualTo(2);
  }

  @Test
  void accept_asLateAsAllowed_isKept() {
    accept(cpu(5_000), cpu(4_000));
    buffer.advanceTo(Long.MAX_VALUE, released::add);
    assertThat(released).extracting(Sample::atMillis).containsExactly(4_000L, 5_000L);
  }

  @Test
  void accept_laterThanAllowed_isDropped() {
    accept(cpu(5_000), cpu(3_999));
    assertThat(drops.of(DropReason.LATE)).isEqualTo(1);
    assertThat(buffer.held()).isEqualTo(1);
  }

  @Test
  void accept_ofOtherMetricsAtTheSameTime_completesTheSample() {
    accept(cpu(5_000), network(5_000), cpu(9_000));
    assertThat(released).hasSize(1);
    assertThat(released.getFirst().values().has(Metric.CPU_UTILIZATION)).isTrue();
    assertThat(released.getFirst().values().has(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND)).isTrue();
    assertThat(buffer.merged()).isEqualTo(1);
  }

  @Test
  void accept_ofOtherMetricsAsLateAsAllowed_completesTheSample() {
    accept(cpu(5_000), cpu(6_000), network(5_000), cpu(6_001));
    assertThat(released).hasSize(1);
    assertThat(released.getFirst().values().has(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND)).isTrue();
    assertThat(drops.rows()).isZero();
  }

  @Test
  void accept_ofTheSameMetricAtTheSameTime_keepsTheFirst() {
    accept(network(5_000), cpu(5_000, 0.3), cpu(5_000, 0.9), cpu(9_000));
    assertThat(released.getFirst().values().get(Metric.CPU_UTILIZATION)).isEqualTo(0.3);
    assertThat(drops.of(DropReason.DUPLICATE)).isEqualTo(1);
    assertThat(buffer.merged()).isEqualTo(1);
  }

  @Test
  void advanceTo_releasesWhatIsOlderAndRefusesItFromThenOn() {
    accept(cpu(5_000), cpu(5_500));
    buffer.advanceTo(5_500, released::add);
    assertThat(released).extracting(Sample::atMillis).containsExactly(5_000L);
    accept(cpu(5_499));
    assertThat(drops.of(DropReason.LATE)).isEqualTo(1);
    accept(network(5_500));
    assertThat(buffer.merged()).isEqualTo(1);
  }

  @Test
  void advanceTo_withNothingHeld_refusesWhatIsOlderFromThenOn() {
    buffer.advanceTo(5_000, released::add);
    accept(cpu(4_999));
    assertThat(drops.of(DropReason.LATE)).isEqualTo(1);
    assertThat(buffer.held()).isZero();
  }

  @Test
  void advanceTo_backInTime_changesNothing() {
    buffer.advanceTo(5_000, released::add);
    buffer.advanceTo(1_000, released::add);
    accept(cpu(4_000));
    assertThat(drops.of(DropReason.LATE)).isEqualTo(1);
  }

  @Test
  void accept_ofMoreThanCanBeHeld_releasesTheOldestEarly() {
    ReorderBuffer patient = new ReorderBuffer(Long.MAX_VALUE / 2);
    for (int i = 0; i < ReorderBuffer.LARGEST_HELD + 5; i++) {
      patient.accept(cpu(1_000 + i), drops, released::add);
    }
    assertThat(released).extracting(Sample::atMillis).contains(1_000L, 1_004L).hasSize(5);
    assertThat(patient.held()).isEqualTo(ReorderBuffer.LARGEST_HELD);
  }

  @Test
  void accept_ofATimeReleasedEarly_isADuplicate() {
    ReorderBuffer patient = new ReorderBuffer(Long.MAX_VALUE / 2);
    for (int i = 0; i <= ReorderBuffer.LARGEST_HELD; i++) {
      patient.accept(cpu(1_000 + i), drops, released::add);
    }
    patient.accept(cpu(1_000), drops, released::add);
    patient.accept(cpu(999), drops, released::add);
    assertThat(drops.of(DropReason.DUPLICATE)).isEqualTo(1);
    assertThat(drops.of(DropReason.LATE)).isEqualTo(1);
  }

  private void accept(Sample... samples) {
    for (Sample sample : samples) {
      buffer.accept(sample, drops, released::add);
    }
  }

  private static Sample cpu(long atMillis) {
    return cpu(atMillis, 0.5);
  }

  private static Sample cpu(long atMillis, double cpu) {
    return sample(atMillis, MetricValues.of(Metric.CPU_UTILIZATION, cpu));
  }

  private static Sample network(long atMillis) {
    return sample(atMillis, MetricValues.of(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, 100));
  }

  private static Sample sample(long atMillis, MetricValues values) {
    return new Sample(Workload.named("vm"), atMillis, values);
  }
}
