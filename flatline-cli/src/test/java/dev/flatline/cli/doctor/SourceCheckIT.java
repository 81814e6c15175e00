package dev.flatline.cli.doctor;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.connectors.prometheus.profile.Profiles;
import dev.flatline.server.poll.PolledServer;
import dev.flatline.testkit.InstalledProgram;
import dev.flatline.testkit.PrometheusServer;
import dev.flatline.testkit.RunningProgram;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus: one that has nothing for us, and one that scrapes a node_exporter.
class SourceCheckIT {
  @TempDir private Path folder;

  @Test
  void server_withoutWhatProfilesNeed_isAProblem_andItsClockIsOurs() {
    try (PrometheusServer prometheus =
        PrometheusServer.start(folder, PrometheusServer.SCRAPES_NOTHING)) {
      List<PolledServer> servers = servers(prometheus.url());
      assertThat(new SourceCheck(servers).look())
          .singleElement()
          .extracting(CheckResult::outcome)
          .isEqualTo(Outcome.PROBLEM);
      assertThat(new ClockCheck(servers).look())
          .singleElement()
          .extracting(CheckResult::outcome)
          .isEqualTo(Outcome.OK);
    }
  }

  @Test
  void server_thatScrapesANode_isGood() {
    Path exporter = InstalledProgram.require("prometheus-node-exporter");
    String address = "127.0.0.1:" + RunningProgram.freePort();
    try (RunningProgram node =
            RunningProgram.start(
                List.of(exporter.toString(), "--web.listen-address=" + address),
                folder.resolve("node.log"));
        PrometheusServer prometheus =
            PrometheusServer.start(
                folder,
                """
                global: {scrape_interval: 1s}
                scrape_configs: [{job_name: node, static_configs: [{targets: ['%s']}]}]
                """
                    .formatted(address))) {
      node.awaitReady("http://" + address + "/metrics");
      SourceCheck check = new SourceCheck(servers(prometheus.url()));
      await()
          .atMost(Duration.ofSeconds(60))
          .untilAsserted(
              () -> {
                CheckResult result = check.look().getFirst();
                assertThat(result.outcome()).as(result.found()).isEqualTo(Outcome.OK);
                assertThat(result.found()).contains("every 1 s");
              });
    }
  }

  @Test
  void server_thatIsNotThere_isAProblem() {
    String nobody = "http://127.0.0.1:" + RunningProgram.freePort();
    assertThat(new SourceCheck(servers(nobody)).look().getFirst().outcome())
        .isEqualTo(Outcome.PROBLEM);
    assertThat(new ClockCheck(servers(nobody)).look().getFirst().outcome())
        .isEqualTo(Outcome.SKIPPED);
  }

  private static List<PolledServer> servers(String url) {
    return List.of(
        new PolledServer(
            "eu",
            PrometheusEndpoint.of(url),
            Profiles.AUTO,
            Duration.ofMinutes(1),
            Duration.ofDays(30)));
  }
}
