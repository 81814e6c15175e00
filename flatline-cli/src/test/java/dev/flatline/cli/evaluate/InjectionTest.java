package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.Map;
import org.junit.jupiter.api.Test;

class InjectionTest {
  private static final long START = 1_790_000_000_000L;
  private static final long STEP = 300_000;
  private static final Stay STAY = Plans.stay(START);

  @Test
  void into_beforeTheStart_changesNothing() {
    Sample clean = sample(START, 0.2);
    assertThat(steady(0.5).into(clean, STEP)).isSameAs(clean);
  }

  @Test
  void into_addsTheLevelAndThePoolsConversationAndNothingElse() {
    Sample with = steady(0.5).into(sample(START + 10 * STEP, 0.2), STEP);
    assertThat(cpu(with)).isCloseTo(0.7, within(0.01));
    assertThat(with.values().get(Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND)).isEqualTo(1_100);
    assertThat(with.values().get(Metric.DISK_WRITE_BYTES_PER_SECOND)).isEqualTo(5_000);
  }

  @Test
  void into_isCappedAtCapacity() {
    assertThat(cpu(steady(1).into(sample(START + 10 * STEP, 0.4), STEP))).isEqualTo(1);
  }

  @Test
  void into_theSampleThatItMovesInto_countsThePartOfIt() {
    Sample with = steady(0.5).into(sample(START + STEP / 2, 0.2), STEP);
    assertThat(cpu(with)).isCloseTo(0.45, within(0.01));
  }

  @Test
  void into_ofAQuota_isNeverAboveIt() {
    Injection quota = new Injection("vm", quota(0.5), STAY, 100, 0);
    for (int second = 1; second < 600; second++) {
      assertThat(cpu(quota.into(sample(START + 1000L * second, 0), 1000))).isLessThanOrEqualTo(0.5);
    }
  }

  @Test
  void into_withoutCpu_changesNothing() {
    Sample clean =
        new Sample(
            Workload.named("vm"),
            START + STEP,
            MetricValues.of(Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND, 5));
    assertThat(steady(0.5).into(clean, STEP)).isSameAs(clean);
  }

  private static Miner quota(double level) {
    return new Miner(MinerShape.QUOTA, level, MinerRecording.RANDOMX);
  }

  private static Injection steady(double level) {
    return new Injection("vm", Plans.steady(level), STAY, 100, 0);
  }

  private static double cpu(Sample sample) {
    return sample.values().get(Metric.CPU_UTILIZATION);
  }

  private static Sample sample(long at, double cpu) {
    return new Sample(
        Workload.named("vm"),
        at,
        MetricValues.of(
            Map.of(
                Metric.CPU_UTILIZATION,
                cpu,
                Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND,
                1_000.0,
                Metric.DISK_WRITE_BYTES_PER_SECOND,
                5_000.0)));
  }
}
