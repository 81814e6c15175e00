package dev.flatline.connectors.host;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/// A process of this machine that is really hidden from `/proc`, the way miners do it: something is
/// mounted over its folder. It is in a mount namespace of its own, so nobody else misses it, and
/// burns two thirds of a core for a few seconds.
@EnabledOnOs(OS.LINUX)
class HiddenProcessIT {
  private static final String HIDE =
      "timeout 20 sh -c 'ulimit -t 8; while :; do :; done' & child=$!; sleep 0.5;"
          + " for p in $child $(cat /proc/$child/task/$child/children); do"
          + " mount -t tmpfs none /proc/$p && echo $p || echo refused; done; echo ready;"
          + " read line; kill $child";

  private final StoppableClock clock = new StoppableClock();
  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void end() throws IOException {
    for (Process process : started) {
      process.getOutputStream().close();
    }
  }

  @Test
  void hiddenProcess_isMissingFromTheSumOfProcessesAlone() throws IOException {
    Process holder = hide();
    Path view = Path.of("/proc/" + holder.pid() + "/root");
    Assumptions.assumeTrue(Files.exists(view.resolve("proc/stat")), "cannot look into " + view);

    MetricValues seen = read(Path.of("/"));
    MetricValues fooled = read(view);
    Assumptions.assumeTrue(
        seen.has(Metric.CPU_UTILIZATION_OF_PROCESSES), "not in the host's PID namespace");

    double cores = seen.get(Metric.CPU_CAPACITY_CORES);
    assertThat(difference(seen)).isBetween(-0.2 / cores, 0.2 / cores);
    assertThat(difference(fooled)).isGreaterThan(0.2 / cores);
  }

  private static double difference(MetricValues values) {
    return values.get(Metric.CPU_UTILIZATION) - values.get(Metric.CPU_UTILIZATION_OF_PROCESSES);
  }

  private MetricValues read(Path root) {
    HostSampler sampler =
        HostSampler.open(
            new HostSampler.Settings(root, true, WorkloadSelection.ALL, Duration.ofMinutes(1)));
    List<Sample> samples = new ArrayList<>();
    long startNanos = clock.monotonicNanos();
    for (int i = 0; i < 2; i++) {
      clock.waitUntil(startNanos + i * Duration.ofSeconds(2).toNanos());
      sampler.read(clock.epochMillis(), samples::add);
    }
    return samples.getLast().values();
  }

  private Process hide() {
    try {
      Process process =
          new ProcessBuilder("unshare", "--mount", "sh", "-c", HIDE)
              .redirectError(ProcessBuilder.Redirect.DISCARD)
              .start();
      started.add(process);
      BufferedReader out = process.inputReader(StandardCharsets.UTF_8);
      List<String> hidden = new ArrayList<>();
      String line = out.readLine();
      while (line != null && !line.equals("ready")) {
        hidden.add(line);
        line = out.readLine();
      }
      Assumptions.assumeTrue(
          line != null && !hidden.contains("refused"), "may not mount over /proc/PID here");
      return process;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
