package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import org.junit.jupiter.api.Test;

class InjectedWorkloadTest {
  private static final long STEP = 300_000;
  private static final long HOUR = 3_600_000;
  private static final long START = 1_790_000_000_000L;

  @Test
  void with_theFirstSampleAfterAGap_speaksForOneIntervalAndNotForTheGap() {
    InjectedWorkload workload = moved(START);
    workload.with(sample(START - 6 * HOUR));
    workload.with(sample(START - 6 * HOUR + STEP));
    assertThat(cpu(workload.with(sample(START + STEP)))).isCloseTo(0.7, within(0.01));
  }

  @Test
  void with_theSampleThatItMovesInto_countsThePartOfIt() {
    InjectedWorkload workload = moved(START - STEP / 2);
    workload.with(sample(START - STEP));
    assertThat(cpu(workload.with(sample(START)))).isCloseTo(0.45, within(0.01));
  }

  private static InjectedWorkload moved(long startMillis) {
    Stay stay = Plans.stay(startMillis);
    return new InjectedWorkload(
        new Injection("vm", Plans.steady(0.5), stay, 100, 0), EngineSettings.DEFAULT);
  }

  private static double cpu(Sample sample) {
    return sample.values().get(Metric.CPU_UTILIZATION);
  }

  private static Sample sample(long at) {
    return new Sample(Workload.named("vm"), at, MetricValues.of(Metric.CPU_UTILIZATION, 0.2));
  }
}
