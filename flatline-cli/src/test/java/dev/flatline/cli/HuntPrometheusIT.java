package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.finding.FindingJsonDecoder;
import dev.flatline.testkit.InstalledProgram;
import dev.flatline.testkit.PrometheusServer;
import dev.flatline.testkit.RunningProgram;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus scrapes a real node_exporter while all cores burn; the window is a minute
/// instead of half an hour, so that the test is.
class HuntPrometheusIT {
  private static final Duration BURNING = Duration.ofSeconds(75);

  @TempDir private Path folder;

  @Test
  void hunt_whileACpuBurnerRuns_findsTheNode() throws IOException, InterruptedException {
    Path exporter = InstalledProgram.require("prometheus-node-exporter");
    int port = RunningProgram.freePort();
    String address = "127.0.0.1:" + port;
    try (RunningProgram node =
            RunningProgram.start(
                List.of(exporter.toString(), "--web.listen-address=" + address),
                folder.resolve("node.log"));
        PrometheusServer prometheus = PrometheusServer.start(folder, scraping(address))) {
      node.awaitReady("http://" + address + "/metrics");
      burn(BURNING);
      CommandRun run =
          CommandRun.of(
              "hunt",
              "--prometheus",
              prometheus.url(),
              "--last",
              "3m",
              "--step",
              "1s",
              "--window",
              "1m",
              "--format",
              "jsonl");
      assertThat(run.err()).contains("Looked at 1 of 1 workloads");
      List<Finding> findings =
          FindingJsonDecoder.decode(
              new ByteArrayInputStream(run.out().getBytes(StandardCharsets.UTF_8)));
      assertThat(findings)
          .singleElement()
          .satisfies(found -> assertThat(found.workload().name()).contains(address));
    }
  }

  private static String scraping(String address) {
    return """
        global: {scrape_interval: 1s}
        scrape_configs:
          - job_name: node
            static_configs: [{targets: ['%s']}]
        """
        .formatted(address);
  }

  /// Keeps every core busy for so long.
  private static void burn(Duration duration) throws InterruptedException {
    CountDownLatch over = new CountDownLatch(1);
    List<Thread> burners = new ArrayList<>();
    for (int i = 0; i < Runtime.getRuntime().availableProcessors(); i++) {
      burners.add(Thread.ofPlatform().daemon().start(() -> spin(over)));
    }
    over.await(duration.toMillis(), TimeUnit.MILLISECONDS);
    over.countDown();
    for (Thread burner : burners) {
      burner.join();
    }
  }

  private static void spin(CountDownLatch over) {
    long x = 1;
    while (over.getCount() > 0) {
      x = x * 6364136223846793005L + 1442695040888963407L;
    }
    assertThat(x).isNotZero();
  }
}
