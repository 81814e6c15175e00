package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.testkit.GpuLoad;
import dev.flatline.testkit.GpuTraces;
import dev.flatline.testkit.Trace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A hunt through telemetry of GPUs from the command line. The loads are modelled.
class GpuHuntTest {
  @TempDir private Path folder;

  @Test
  void hunt_throughHashingAfterTraining_tellsOfTheGpu() throws IOException {
    CommandRun run = hunt(GpuTraces.afterTraining(GpuLoad.memoryHardHashing()));
    assertThat(run.exitCode()).isZero();
    assertThat(run.out())
        .contains("CPU/GPU", "high", "node/gpu1", "80 % of its power limit")
        .contains("Findings: 1 high, 0 medium, 0 low", "Looked at 1 of 1 workload");
  }

  @Test
  void hunt_throughTraining_findsNothingAndHasLooked() throws IOException {
    CommandRun run = hunt(GpuTraces.young(GpuLoad.training()));
    assertThat(run.out())
        .contains("Findings: 0 high, 0 medium, 0 low", "Looked at 1 of 1 workload")
        .doesNotContain("Not judged");
  }

  @Test
  void explain_ofAGpuThatIsNoFinding_doesNotSpeakOfItsCpu() throws IOException {
    Path file = written(GpuTraces.young(GpuLoad.training()));
    CommandRun run = CommandRun.of("explain", "node/gpu0", "--input", file.toString());
    assertThat(run.out()).contains("its GPU was judged").doesNotContain("NaN");
  }

  @Test
  void hunt_throughHalfAnHourTooLittle_saysThatItWasTooShort() throws IOException {
    Trace trace = GpuTraces.young(GpuLoad.integerHashing());
    Trace cut =
        new Trace(trace.workload(), trace.step(), trace.end(), trace.samples().subList(0, 60));
    assertThat(hunt(cut).out()).contains("Not judged: 1 workload (node/gpu0)", "one window");
  }

  @Test
  void hunt_asAPage_draws() throws IOException {
    Path page = folder.resolve("page.html");
    Path file = written(GpuTraces.young(GpuLoad.integerHashing()));
    CommandRun run =
        CommandRun.of(
            "hunt", "--input", file.toString(), "--format", "html", "--output", page.toString());
    assertThat(run.exitCode()).isZero();
    assertThat(Files.readString(page))
        .contains("no tensor core worked", "data-gpu=", "data-power=", "data-pcie=")
        .doesNotContain("data-cpu=");
  }

  private CommandRun hunt(Trace trace) throws IOException {
    return CommandRun.of("hunt", "--input", written(trace).toString());
  }

  private Path written(Trace trace) throws IOException {
    Set<Metric> metrics = Metric.measuredIn(trace.samples().getFirst().values().measured());
    StringBuilder csv = new StringBuilder("workload,timestamp");
    metrics.forEach(metric -> csv.append(',').append(metric.metricName()));
    List<Sample> samples = trace.samples();
    for (Sample sample : samples) {
      csv.append('\n').append(trace.workload().name()).append(',').append(sample.atMillis());
      String values =
          metrics.stream()
              .map(metric -> Double.toString(sample.values().get(metric)))
              .collect(Collectors.joining(","));
      csv.append(',').append(values);
    }
    return Files.writeString(folder.resolve("gpu.csv"), csv.append('\n'));
  }
}
