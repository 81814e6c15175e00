package dev.flatline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.detect.DetectorSpec;
import dev.flatline.core.engine.Coverage;
import dev.flatline.core.engine.DetectorCatalog;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Workload;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

class JudgedByTest {
  @Test
  void aWorkload_ofWhichCpuAloneIsMeasured_missesWhatTheOthersNeed() {
    Coverage cpu = seen(0.5, Set.of(Metric.CPU_UTILIZATION));
    assertThat(JudgedBy.names(cpu)).contains("compute.novelty").doesNotContain("gpu", "plateau");
    assertThat(JudgedBy.missing(cpu))
        .hasEntrySatisfying(
            "network_receive_bytes_per_second",
            names -> assertThat(names).contains("compute.plateau"))
        .hasEntrySatisfying(
            "gpu_utilization, gpu_power_watts", names -> assertThat(names).contains("compute.gpu"))
        .hasEntrySatisfying(
            "a second count of its CPU", names -> assertThat(names).contains("accounting"));
  }

  @Test
  void aWorkload_thatFilledNoWindow_isJudgedByNone() {
    Coverage young = seen(Double.NaN, Set.of(Metric.CPU_UTILIZATION));
    assertThat(JudgedBy.names(young)).isEqualTo("no detector yet");
    assertThat(JudgedBy.missing(young))
        .hasEntrySatisfying(
            "a full window", names -> assertThat(names).contains("compute.novelty"));
  }

  @Test
  void eachDetector_isToldOnce() {
    Coverage none = seen(Double.NaN, Set.of());
    String names = String.join(", ", JudgedBy.missing(none).values());
    for (DetectorSpec spec : DetectorCatalog.ALL.specs()) {
      assertThat(names).containsOnlyOnce(spec.id());
    }
  }

  private static Coverage seen(double cpuMean, Set<Metric> measured) {
    return new Coverage(
        Workload.named("shop/cart"),
        10,
        0,
        0,
        measured,
        cpuMean,
        cpuMean,
        false,
        Optional.empty(),
        Coverage.Gaps.NONE);
  }
}
