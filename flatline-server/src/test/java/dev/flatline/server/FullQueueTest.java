package dev.flatline.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.RequestHeadersBuilder;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import dev.flatline.server.config.CanaryConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.judge.Batch;
import dev.flatline.testkit.OtlpBody;
import dev.flatline.testkit.RemoteWriteBody;
import dev.flatline.testkit.ServerFigures;
import dev.flatline.testkit.TelemetryWay;
import dev.flatline.testkit.Traces;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server whose store takes nothing for a while: nothing is judged, and the queue fills up.
class FullQueueTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final int ROWS = 3;
  private static final int SCRAPES = 30;
  private static final long STEP_MILLIS = 15_000;

  @TempDir private Path folder;

  private FlatlineServer server;
  private WebClient client;

  @BeforeEach
  void start() {
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder,
                EngineSettings.DEFAULT,
                Policy.none(),
                ServerConfig.none()
                    .withCanary(new CanaryConfig(false, CanaryConfig.DEFAULT.every())),
                "test"));
    client = WebClient.of(server.uri());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void everyWayIn_whileTheQueueIsFull_turnsAwayUnread_andTakesTheSameAgainLater()
      throws SQLException {
    stopTheStore();
    findSomethingThatCannotBeKept();
    fillTheQueue();
    makeSamplesForWhichThereIsNoRoom();
    Map<TelemetryWay, byte[]> requests = requests();
    ServerFigures before = figures();

    requests.forEach((way, body) -> assertThat(send(way, body).isToCome()).as(way.name()).isTrue());
    assertTurnedAway(before, figures());

    letTheStoreGoOn();
    requests.forEach((way, body) -> await().atMost(LONGEST).until(() -> send(way, body).isTaken()));
    await()
        .atMost(LONGEST)
        .until(
            () -> figures().sum("judge_received_samples"),
            received -> received == queued(figures()));
    figures().assertNothingIsLostUnseen();
  }

  private long queued(ServerFigures figures) {
    return figures.sum("ingest_queued_rows", "push_samples") + server.queue().capacity();
  }

  private static void assertTurnedAway(ServerFigures before, ServerFigures after) {
    for (String same :
        List.of(
            "ingest_queued_rows",
            "push_requests",
            "push_received_points",
            "push_samples",
            "judge_received_samples",
            "queue_samples")) {
      assertThat(after.sum(same)).as(same).isEqualTo(before.sum(same));
    }
    assertThat(after.sum("ingest_turned_away_rows")).isEqualTo(ROWS);
    assertThat(after.sum("ingest_received_rows"))
        .isEqualTo(before.sum("ingest_received_rows") + ROWS);
    assertThat(after.sum("push_turned_away_requests")).as("remote write, OTLP twice").isEqualTo(3);
  }

  /// A request of each way, with what was not sent before.
  private static Map<TelemetryWay, byte[]> requests() {
    Instant now = Instant.now();
    Map<TelemetryWay, byte[]> requests = new EnumMap<>(TelemetryWay.class);
    StringBuilder rows = new StringBuilder("workload,timestamp,cpu_utilization\n");
    for (int row = 0; row < ROWS; row++) {
      rows.append("turned-away,").append(now.minusSeconds(row)).append(",0.5\n");
    }
    requests.put(TelemetryWay.CSV, rows.toString().getBytes(StandardCharsets.UTF_8));
    requests.put(
        TelemetryWay.REMOTE_WRITE, RemoteWriteBody.v1(List.of(cpu("idle", now.toEpochMilli(), 1))));
    byte[] gauge =
        OtlpBody.gauge("system.memory.usage", now.toEpochMilli(), 1, List.of("one", "two"));
    requests.put(TelemetryWay.OTLP, gauge);
    requests.put(TelemetryWay.OTLP_GRPC, gauge);
    return requests;
  }

  private void stopTheStore() throws SQLException {
    inTheStore(
        "create trigger full before insert on finding begin select raise(abort, 'full'); end");
  }

  private void letTheStoreGoOn() throws SQLException {
    inTheStore("drop trigger full");
  }

  private void inTheStore(String sql) throws SQLException {
    try (Connection database =
            DriverManager.getConnection("jdbc:sqlite:" + folder.resolve("findings.db"));
        Statement statement = database.createStatement()) {
      statement.execute(sql);
    }
  }

  private void findSomethingThatCannotBeKept() {
    String csv = Traces.minerMovesIntoWebServer().endingNow(Workload.named("miner")).csv();
    assertThat(send(TelemetryWay.CSV, csv.getBytes(StandardCharsets.UTF_8)).isTaken()).isTrue();
    await()
        .atMost(LONGEST)
        .until(() -> client.get("/health/ready").aggregate().join().status().code() == 503);
  }

  private void fillTheQueue() {
    Sample sample =
        new Sample(
            Workload.named("waits"),
            Instant.now().toEpochMilli(),
            MetricValues.of(Metric.CPU_UTILIZATION, 0.5));
    Batch one = new Batch("test", List.of(sample));
    while (server.queue().offer(one)) {
      assertThat(server.queue().waiting()).isLessThanOrEqualTo(server.queue().capacity());
    }
  }

  /// Of series that were taken before they had to wait.
  private void makeSamplesForWhichThereIsNoRoom() {
    long turnedAway = server.queue().turnedAway();
    long end = Instant.now().toEpochMilli();
    List<RemoteWriteBody.Series> scrapes = new ArrayList<>();
    for (int scrape = 0; scrape < SCRAPES; scrape++) {
      long at = end - (SCRAPES - scrape) * STEP_MILLIS;
      scrapes.add(cpu("idle", at, 10.0 * scrape));
      scrapes.add(cpu("user", at, 5.0 * scrape));
    }
    assertThat(send(TelemetryWay.REMOTE_WRITE, RemoteWriteBody.v1(scrapes)).isTaken()).isTrue();
    await().atMost(LONGEST).until(() -> server.queue().turnedAway() > turnedAway);
  }

  private static RemoteWriteBody.Series cpu(String mode, long atMillis, double value) {
    return RemoteWriteBody.Series.of(
        atMillis,
        value,
        "__name__",
        "node_cpu_seconds_total",
        "cpu",
        "0",
        "instance",
        "host:9100",
        "mode",
        mode);
  }

  private TelemetryWay.Answer send(TelemetryWay way, byte[] message) {
    RequestHeadersBuilder headers = RequestHeaders.builder(HttpMethod.POST, way.path());
    way.headers().forEach(headers::add);
    AggregatedHttpResponse answer =
        client.execute(headers.build(), HttpData.wrap(way.framed(message))).aggregate().join();
    return way.answer(
        answer.status().code(),
        name -> answer.headers().get(name, answer.trailers().get(name, "")));
  }

  private ServerFigures figures() {
    return ServerFigures.of(client.get("/metrics").aggregate().join().contentUtf8());
  }
}
