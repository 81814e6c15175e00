package dev.flatline.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.server.config.SinkConfig;
import dev.flatline.server.config.SinkType;
import dev.flatline.testkit.AlertmanagerServer;
import dev.flatline.testkit.Findings;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Alerts at a real Alertmanager: they fire, are kept alive, stay one when the severity changes,
/// and
/// are resolved.
class AlertmanagerIT {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();

  @Test
  void aFinding_firesIsKeptAliveAndResolved_asOneAlert() throws Exception {
    try (AlertmanagerServer alertmanager = AlertmanagerServer.start(folder);
        ToldServer server = ToldServer.start(folder.resolve("data"), clock, sink(alertmanager))) {
      Finding open = Findings.named("shop/Deployment/web");
      server.save(open);
      await().atMost(LONGEST).until(() -> alerts(alertmanager).size() == 1);
      JsonNode alert = alerts(alertmanager).get(0);
      assertThat(alert.at("/labels/workload").asString()).isEqualTo("shop/Deployment/web");
      assertThat(alert.at("/annotations/severity").asString()).isEqualTo("medium");
      assertThat(alert.at("/status/state").asString()).isEqualTo("active");
      assertThat(alert.at("/generatorURL").asString())
          .isEqualTo("https://flatline.example/findings/" + open.id());

      Instant sent = Instant.parse(alert.at("/updatedAt").asString());
      clock.advance(Duration.ofMinutes(2));
      await().atMost(LONGEST).until(() -> updated(alertmanager).isAfter(sent));
      assertThat(alerts(alertmanager)).hasSize(1);

      server.save(Findings.withSeverity(open, Severity.HIGH));
      await().atMost(LONGEST).until(() -> severity(alertmanager).equals("high"));
      assertThat(alerts(alertmanager)).hasSize(1);

      server.save(
          Findings.withSeverity(open, Severity.HIGH)
              .lasting(open.lastObserved().plusSeconds(60), Finding.Status.CLOSED));
      await().atMost(LONGEST).until(() -> alerts(alertmanager).isEmpty());
    }
  }

  @Test
  void aWarning_firesIsKeptAliveAndResolved_asOneAlert() throws Exception {
    try (AlertmanagerServer alertmanager = AlertmanagerServer.start(folder);
        ToldServer server = ToldServer.start(folder.resolve("data"), clock, sink(alertmanager))) {
      server.warnings().raise("canary", Severity.MEDIUM, "late");
      await().atMost(LONGEST).until(() -> alerts(alertmanager).size() == 1);
      JsonNode alert = alerts(alertmanager).get(0);
      assertThat(alert.get("labels").toString())
          .isEqualTo(
              "{\"alertname\":\"FlatlineWarning\",\"server\":\"test-host\",\"warning\":\"canary\"}");
      assertThat(alert.at("/annotations/description").asString()).isEqualTo("late");
      assertThat(alert.at("/status/state").asString()).isEqualTo("active");
      assertThat(alert.at("/generatorURL").asString()).isEqualTo("https://flatline.example/health");

      Instant sent = Instant.parse(alert.at("/updatedAt").asString());
      clock.advance(Duration.ofMinutes(2));
      await().atMost(LONGEST).until(() -> updated(alertmanager).isAfter(sent));
      assertThat(server.status("alerts").delivered()).isEqualTo(1);

      server.warnings().raise("canary", Severity.HIGH, "blind");
      await().atMost(LONGEST).until(() -> severity(alertmanager).equals("high"));
      assertThat(alerts(alertmanager)).hasSize(1);

      server.warnings().clear("canary");
      await().atMost(LONGEST).until(() -> alerts(alertmanager).isEmpty());
    }
  }

  @Test
  void anAlertmanagerThatWasDown_learnsOfWhatIsOpen() throws Exception {
    Path first = Files.createDirectory(folder.resolve("am"));
    String url;
    try (AlertmanagerServer alertmanager = AlertmanagerServer.start(first)) {
      url = alertmanager.url();
    }
    try (ToldServer server =
        ToldServer.start(
            folder.resolve("data"), clock, ToldServer.http("alerts", SinkType.ALERTMANAGER, url))) {
      server.save(Findings.movedIn());
      await().atMost(LONGEST).until(() -> server.status("alerts").failed() > 0);
      assertThat(server.status("alerts").trouble())
          .contains(new SinkTrouble(SinkTrouble.Kind.FAILING, "nothing listens there"));
      assertThat(server.status("alerts").backlog().waiting()).isEqualTo(1);
    }
    try (AlertmanagerServer alertmanager = AlertmanagerServer.start(first);
        ToldServer server = ToldServer.start(folder.resolve("data"), clock, sink(alertmanager))) {
      clock.advance(Duration.ofMinutes(11));
      await().atMost(LONGEST).until(() -> alerts(alertmanager).size() == 1);
      await().atMost(LONGEST).until(() -> server.status("alerts").backlog().waiting() == 0);
    }
  }

  private static SinkConfig sink(AlertmanagerServer alertmanager) {
    return ToldServer.http("alerts", SinkType.ALERTMANAGER, alertmanager.url() + "/");
  }

  private static Instant updated(AlertmanagerServer alertmanager) throws Exception {
    return Instant.parse(alerts(alertmanager).get(0).at("/updatedAt").asString());
  }

  private static String severity(AlertmanagerServer alertmanager) throws Exception {
    return alerts(alertmanager).get(0).at("/annotations/severity").asString();
  }

  /// What Alertmanager holds for active.
  private static JsonNode alerts(AlertmanagerServer alertmanager)
      throws IOException, InterruptedException {
    try (HttpClient client = HttpClient.newHttpClient()) {
      HttpRequest request =
          HttpRequest.newBuilder(URI.create(alertmanager.url() + "/api/v2/alerts")).build();
      return JsonMapper.shared().readTree(client.send(request, BodyHandlers.ofString()).body());
    }
  }
}
