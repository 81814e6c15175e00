package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.client.WebClient;
import dev.flatline.cli.TelemetryCrowd.Body;
import dev.flatline.cli.TelemetryCrowd.Told;
import dev.flatline.testkit.ServedProgram;
import dev.flatline.testkit.ServerFigures;
import dev.flatline.testkit.TelemetryWay;
import java.io.IOException;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server with a small heap that is sent more than it can take.
class ServeOverloadIT {
  private static final int HEAP_MEBIBYTES = 96;
  private static final int MEBIBYTE = 1 << 20;

  /// Of the 16 MiB that a request may have.
  private static final int SLOW_BYTES = 15 * MEBIBYTE;

  private static final Duration LOAD = Duration.ofSeconds(10);
  private static final int SENDERS_OF_WAY = 25;
  private static final Duration LONGEST = Duration.ofSeconds(90);

  @TempDir private Path folder;

  private ServedProgram program;
  private WebClient client;
  private TelemetryCrowd crowd;
  private URI uri;

  @BeforeEach
  void start() throws IOException {
    Path config = folder.resolve("flatline.yaml");
    Files.writeString(config, "canary: {enabled: false}\n");
    program =
        ServedProgram.start(
            folder.resolve("server.log"),
            List.of(
                "-Xmx" + HEAP_MEBIBYTES + "m", "-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError"),
            "--config",
            config.toString(),
            "--data",
            folder.resolve("data").toString());
    uri = program.uri();
    client = WebClient.of(uri);
    crowd = new TelemetryCrowd(uri);
  }

  @AfterEach
  void end() {
    crowd.close();
    program.close();
  }

  @Test
  void moreThanThereIsRoomFor_isTurnedAway_nothingIsLost_andItGoesOnByItself() {
    Map<TelemetryWay, List<Body>> bodies = OverloadBodies.before(System.currentTimeMillis());
    crowd.send(bodies, SENDERS_OF_WAY, LOAD);

    assertThat(program.isAlive()).as(program.log()).isTrue();
    assertThat(program.log()).doesNotContain("MemoryError");
    assertThat(crowd.strange()).isEmpty();
    assertThat(client.get("/health/ready").aggregate().join().status().code()).isEqualTo(200);
    await().atMost(LONGEST).until(() -> figures().isQuiet());
    ServerFigures quiet = figures();
    quiet.assertNothingIsLostUnseen();
    assertAsTheSendersKnow(quiet);

    long judged = quiet.sum("judge_judged_samples");
    OverloadBodies.small(System.currentTimeMillis())
        .forEach((way, body) -> await().atMost(LONGEST).until(() -> crowd.send(way, body)));
    await().atMost(LONGEST).until(() -> figures().sum("judge_judged_samples") > judged);
  }

  private void assertAsTheSendersKnow(ServerFigures figures) {
    List<Told> rows = List.of(crowd.told(TelemetryWay.CSV));
    assertSum(
        figures.sum("ingest_queued_rows", "ingest_dropped"),
        rows,
        Told::takenParts,
        Told::unsureParts);
    List<Told> pushes =
        List.of(
            crowd.told(TelemetryWay.REMOTE_WRITE),
            crowd.told(TelemetryWay.OTLP),
            crowd.told(TelemetryWay.OTLP_GRPC));
    assertSum(figures.sum("push_received_points"), pushes, Told::takenParts, Told::unsureParts);
    assertSum(figures.sum("push_requests"), pushes, Told::taken, Told::unsure);
    assertSum(figures.sum("push_turned_away_requests"), pushes, Told::toCome, Told::unsure);
  }

  /// That this is what senders know, and what they do not know at most more.
  private static void assertSum(
      long figure,
      List<Told> told,
      Function<Told, AtomicLong> known,
      Function<Told, AtomicLong> unsure) {
    long least = told.stream().mapToLong(one -> known.apply(one).get()).sum();
    long more = told.stream().mapToLong(one -> unsure.apply(one).get()).sum();
    assertThat(figure).isBetween(least, least + more).isPositive();
  }

  @Test
  void whatIsMeasuredManyTimesASecond_waitsOnlyAsFarAsThereIsRoom_andIsJudged() {
    for (Map<TelemetryWay, Supplier<Body>> some :
        OverloadBodies.dense(System.currentTimeMillis())) {
      some.forEach(
          (way, made) -> {
            Body body = made.get();
            await().atMost(LONGEST).until(() -> !program.isAlive() || crowd.send(way, body));
          });
    }

    assertThat(program.isAlive()).as(program.log()).isTrue();
    await().atMost(LONGEST).until(() -> figures().isQuiet());
    ServerFigures quiet = figures();
    quiet.assertNothingIsLostUnseen();
    assertThat(quiet.sum("push_thinned_out_points")).isPositive();
    assertThat(quiet.sum("judge_dropped_samples", "ingest_dropped")).isZero();
    assertThat(quiet.sum("judge_judged_samples")).isPositive();
  }

  @Test
  void besideBodiesThatTakeAllRoom_everyWayTurnsAwayUnread_andTakesTheSameAgainLater()
      throws IOException {
    Map<TelemetryWay, List<Body>> bodies = OverloadBodies.before(System.currentTimeMillis());
    List<Socket> slow = new ArrayList<>();
    for (long room = (long) HEAP_MEBIBYTES * MEBIBYTE / 10; room > 0; room -= SLOW_BYTES) {
      slow.add(sending(SLOW_BYTES));
    }
    Body rows = Objects.requireNonNull(bodies.get(TelemetryWay.CSV)).getFirst();
    await()
        .atMost(LONGEST)
        .until(
            () ->
                !crowd.send(TelemetryWay.CSV, rows) && figures().sum("ingest_unread_requests") > 0);
    ServerFigures before = figures();

    bodies.forEach((way, some) -> assertThat(crowd.send(way, some.getFirst())).isFalse());
    assertThat(crowd.strange()).isEmpty();
    assertUnread(before, figures());

    for (Socket one : slow) {
      one.close();
    }
    bodies.forEach(
        (way, some) -> await().atMost(LONGEST).until(() -> crowd.send(way, some.getFirst())));
    await().atMost(LONGEST).until(() -> figures().isQuiet());
    figures().assertNothingIsLostUnseen();
    assertAsTheSendersKnow(figures());
  }

  private static void assertUnread(ServerFigures before, ServerFigures after) {
    assertThat(after.sum("ingest_unread_requests"))
        .isEqualTo(before.sum("ingest_unread_requests") + 1);
    assertThat(after.sum("ingest_received_rows")).isEqualTo(before.sum("ingest_received_rows"));
    assertThat(after.sum("push_turned_away_requests")).as("remote write, OTLP twice").isEqualTo(3);
    assertThat(after.sum("push_requests", "push_received_points")).isZero();
  }

  /// Sends so many bytes of a body, and says that one more follows.
  private Socket sending(int bytes) throws IOException {
    Socket socket = new Socket(uri.getHost(), uri.getPort());
    String head = "POST /api/v1/telemetry HTTP/1.1\r\nHost: localhost\r\nContent-Length: ";
    socket
        .getOutputStream()
        .write((head + (bytes + 1) + "\r\n\r\n").getBytes(StandardCharsets.US_ASCII));
    socket.getOutputStream().write(new byte[bytes]);
    return socket;
  }

  private ServerFigures figures() {
    return ServerFigures.of(client.get("/metrics").aggregate().join().contentUtf8());
  }
}
