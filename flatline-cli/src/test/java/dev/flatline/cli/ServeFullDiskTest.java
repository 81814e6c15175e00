package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.telemetry.Workload;
import dev.flatline.testkit.InstalledProgram;
import dev.flatline.testkit.ServedProgram;
import dev.flatline.testkit.Traces;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server of which no file may become any longer than SQLite's index of its log, which is what a
/// full disk looks like, while a miner moves in.
class ServeFullDiskTest {
  private static final Duration LONGEST = Duration.ofSeconds(60);
  private static final long INDEX_BYTES = 32 << 10;
  private static final String FIRST = "\"workload\":\"first\"";
  private static final String SECOND = "\"workload\":\"second\"";
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");

  @TempDir private Path folder;

  private Path data;
  private final HttpClient client = HttpClient.newHttpClient();
  private ServedProgram program;
  private URI server;

  @BeforeEach
  void start() {
    data = folder.resolve("data");
    program =
        ServedProgram.start(folder.resolve("server.log"), List.of(), "--data", data.toString());
    server = program.uri();
  }

  @AfterEach
  void end() {
    program.close();
    client.close();
  }

  @Test
  void nothingIsLost_whatCannotBeKeptIsSaid_andItGoesOnByItself() throws Exception {
    feed("first");
    await().atMost(LONGEST).until(() -> findings().contains(FIRST));
    String id = id(findings());

    mayWrite(INDEX_BYTES);
    feed("second");
    await().atMost(LONGEST).until(() -> get("/health/ready").statusCode() == 503);
    assertThat(findings()).contains(FIRST).doesNotContain(SECOND);
    assertThat(get("/findings").statusCode()).isEqualTo(200);
    HttpResponse<String> refused = acknowledge(id);
    assertThat(refused.statusCode()).as(refused.body()).isEqualTo(503);
    assertThat(refused.headers().firstValue("retry-after")).isPresent();

    mayWrite(Long.MAX_VALUE);
    await().atMost(LONGEST).until(() -> get("/health/ready").statusCode() == 200);
    await().atMost(LONGEST).until(() -> findings().contains(SECOND));
    assertThat(acknowledge(id).statusCode()).isEqualTo(200);
    program.askToEnd();
    assertThat(program.endsWithin(LONGEST)).isTrue();
    CommandRun check = CommandRun.of("store", "check", "--data", data.toString());
    assertThat(check.exitCode()).as(check.out() + check.err()).isZero();
    assertThat(check.out()).contains("state.snapshot: 2 workloads");
  }

  private void mayWrite(long bytes) throws Exception {
    String limit = bytes == Long.MAX_VALUE ? "unlimited" : Long.toString(bytes);
    Process prlimit =
        new ProcessBuilder(
                InstalledProgram.require("prlimit").toString(),
                "--pid",
                Long.toString(program.pid()),
                "--fsize=" + limit + ":unlimited")
            .inheritIO()
            .start();
    assertThat(prlimit.waitFor()).isZero();
  }

  private void feed(String workload) throws Exception {
    String csv = Traces.minerMovesIntoWebServer().endingNow(Workload.named(workload)).csv();
    HttpResponse<String> taken = post("/api/v1/telemetry", csv);
    assertThat(taken.statusCode()).as(taken.body()).isEqualTo(200);
  }

  private HttpResponse<String> acknowledge(String id) throws Exception {
    return post(
        "/api/v1/findings/actions", "{\"ids\":[\"" + id + "\"],\"action\":\"acknowledge\"}");
  }

  private String findings() throws Exception {
    return get("/api/v1/findings").body();
  }

  private static String id(String findings) {
    Matcher id = ID.matcher(findings);
    assertThat(id.find()).as(findings).isTrue();
    return id.group(1);
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.resolve(path)).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        HttpRequest.newBuilder(server.resolve(path))
            .header("Content-Type", path.endsWith("telemetry") ? "text/csv" : "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }
}
