package dev.flatline.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.judge.Batch;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.testkit.Findings;
import dev.flatline.testkit.Traces;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// More open findings than are read at once, of which the oldest alone is high.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ManyFindingsTest {
  private static final Workload WORST = Workload.named("shop/cart");

  @TempDir private static Path folder;

  private final HttpClient client = HttpClient.newHttpClient();
  private FlatlineServer server;

  @BeforeAll
  void start() {
    try (DataFolder data = DataFolder.take(folder);
        Database database = Database.embedded(data)) {
      new SqlFindingStore(database).save(findings());
    }
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder,
                EngineSettings.DEFAULT,
                Policy.none(),
                "test"));
    server.queue().offer(new Batch("csv", Traces.webServer().endingNow(WORST).samples()));
    await().until(() -> get("/metrics").contains("flatline_workloads 1"));
  }

  @AfterAll
  void stop() {
    server.close();
    client.close();
  }

  @Test
  void fleet_showsTheWorst_andSaysThatOthersAreMissing() throws Exception {
    String page = get("/fleet");
    assertThat(findingsIn(page)).containsExactly(Findings.movedIn().id());
    assertThat(page).contains("Of the open findings the 1,000 worst are shown");
  }

  @Test
  void workload_showsItsOwnFinding_howeverManyHaveNamesLikeIt() throws Exception {
    assertThat(findingsIn(get("/workload?name=shop%2Fcart")))
        .containsExactly(Findings.movedIn().id());
  }

  private static List<String> findingsIn(String page) {
    return Pattern.compile("href=\"/findings/([^\"]+)\"")
        .matcher(page)
        .results()
        .map(link -> link.group(1))
        .toList();
  }

  private static List<Finding> findings() {
    List<Finding> all = new ArrayList<>();
    all.add(Findings.movedIn().of(WORST));
    for (int i = 0; i < FindingQuery.MOST; i++) {
      Finding later = Findings.withId(Findings.movedIn(), "like-" + i);
      Finding medium = Findings.withSeverity(later, Severity.MEDIUM);
      all.add(
          Findings.detectedAt(medium, medium.detectedAt().plus(Duration.ofMinutes(1)))
              .of(Workload.named("shop/cart-" + i)));
    }
    return all;
  }

  private String get(String path) throws IOException, InterruptedException {
    return client
        .send(HttpRequest.newBuilder(server.uri().resolve(path)).build(), BodyHandlers.ofString())
        .body();
  }
}
