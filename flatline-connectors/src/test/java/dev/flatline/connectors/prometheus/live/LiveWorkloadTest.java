package dev.flatline.connectors.prometheus.live;

import static dev.flatline.core.telemetry.Metric.CPU_CAPACITY_CORES;
import static dev.flatline.core.telemetry.Metric.CPU_UTILIZATION;
import static dev.flatline.core.telemetry.Metric.MEMORY_USAGE_BYTES;
import static dev.flatline.core.telemetry.Metric.PROCESSES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.prometheus.profile.Profiles;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveWorkloadTest {
  @TempDir private Path folder;
  private LiveFixture live = new LiveFixture(Profiles.bundled());

  @Test
  void capacity_ofAWorkloadThatIsNew_isKnownAtOnce() {
    for (int seconds = 0; seconds <= 120; seconds += 15) {
      live.host("a:9100", seconds);
      if (seconds >= 75) {
        live.host("b:9100", seconds);
      }
    }
    live.advanceTo(120);

    assertThat(live.of("b:9100", CPU_UTILIZATION).keySet()).containsExactly(90, 105, 120);
  }

  @Test
  void capacity_thatChanges_countsFromTheNextFiveMinutes() {
    for (int seconds = 0; seconds <= 900; seconds += 15) {
      live.container("p", seconds);
      live.push(seconds, seconds < 400 ? 1 : 2, LiveFixture.limits("p"));
      live.push(seconds, 1, LiveFixture.info("p"));
    }
    live.advanceTo(900);
    live.source.finish();

    Map<Integer, Double> cores = live.of("shop/p", CPU_CAPACITY_CORES);
    assertThat(cores.get(585)).isEqualTo(1);
    assertThat(cores.get(600)).isEqualTo(2);
  }

  @Test
  void usage_withoutAnyCapacity_isCounted() {
    for (int seconds = 0; seconds <= 60; seconds += 15) {
      live.container("p", seconds);
    }
    live.advanceTo(60);
    live.source.finish();

    assertThat(live.source.report().withoutCapacity()).isEqualTo(4);
    assertThat(live.samples).isEmpty();
  }

  @Test
  void name_whoseLookupComesLater_isWaitedFor() {
    for (int seconds = 0; seconds <= 60; seconds += 15) {
      live.container("p", seconds);
      live.memory("p", seconds);
    }
    live.advanceTo(60);
    assertThat(live.samples).isEmpty();

    live.push(70, 1, LiveFixture.owner("p"));
    live.memory("p", 75);
    live.push(75, 1, "__name__", "kube_pod_info", "namespace", "shop", "pod", "p", "node", "n1");
    live.advanceTo(75);

    assertThat(live.of("shop/StatefulSet/db/p", MEMORY_USAGE_BYTES).keySet())
        .containsExactly(0, 15, 30, 45, 60, 75);
    assertThat(live.samples.getLast().workload().labels()).containsEntry("node", "n1");
  }

  @Test
  void name_whoseLookupNeverComes_isWaitedForTwoMinutes() {
    for (int seconds = 0; seconds <= 180; seconds += 15) {
      live.memory("p", seconds);
      live.container("p", seconds);
    }
    live.advanceTo(105);
    assertThat(live.samples).isEmpty();
    live.advanceTo(120);
    assertThat(live.samples).hasSize(9);
    live.push(150, 1, LiveFixture.owner("p"));
    live.advanceTo(180);

    assertThat(live.of("shop/p", MEMORY_USAGE_BYTES)).hasSize(13);
  }

  @Test
  void finish_deliversWhatWaits() {
    for (int seconds = 0; seconds <= 30; seconds += 15) {
      live.memory("p", seconds);
      live.container("p", seconds);
    }
    live.advanceTo(30);
    assertThat(live.samples).isEmpty();
    live.source.finish();

    assertThat(live.of("shop/p", MEMORY_USAGE_BYTES)).hasSize(3);
  }

  @Test
  void names_thatArePreferred_areReadFromWhenTheyCome() throws IOException {
    live =
        new LiveFixture(
            List.of(
                LiveFixture.own(
                    folder,
                    """
                    names: {count: [own_new, own_old]}
                    metrics: {processes: 'max by ($by) ($count{$matchers})'}
                    """)));
    for (int seconds = 0; seconds <= 150; seconds += 15) {
      live.push(seconds, 1, "__name__", "own_old", "instance", "a");
      if (seconds > 120) {
        live.push(seconds, 2, "__name__", "own_new", "instance", "a");
      }
      live.advanceTo(seconds);
    }

    Map<Integer, Double> processes = live.of("a", PROCESSES);
    assertThat(processes).hasSize(11);
    assertThat(processes.get(120)).isEqualTo(1);
    assertThat(processes.get(135)).isEqualTo(2);
  }
}
