package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.testkit.SourceTree;
import java.io.BufferedReader;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// A server in a process of its own: how it begins, and how it ends.
class ServeCommandTest {
  private static final int SIGTERM_EXIT_CODE = 128 + 15;
  private static final int SIGKILL_EXIT_CODE = 128 + 9;
  private static final String URL = "Flatline listens at ";

  @TempDir private Path folder;

  private final List<Process> started = new ArrayList<>();

  @AfterEach
  void endAll() {
    started.forEach(Process::destroyForcibly);
  }

  @Test
  void demo_saysHowToGoOn_andFindsItsMiner() throws Exception {
    Process process = start("--demo");
    BufferedReader out = process.inputReader();
    URI server = uri(out);
    List<String> hints = new ArrayList<>();
    for (String line = out.readLine(); !line.startsWith("Feeding"); line = out.readLine()) {
      hints.add(line);
    }
    assertThat(hints)
        .anyMatch(line -> line.contains("look at it:") && line.contains(server + "/"))
        .anyMatch(line -> line.contains("remote_write: [{url: " + server + "/api/v1/write}]"))
        .anyMatch(line -> line.contains(server + "/v1/metrics, or gRPC"))
        .anyMatch(line -> line.contains("POST " + server + "/api/v1/telemetry"))
        .anyMatch(line -> line.contains("data folder:"));
    Path data = Path.of(hints.getLast().replaceFirst(".*data folder:\\s+", ""));
    assertThat(data).isDirectory();
    await()
        .atMost(Duration.ofMinutes(2))
        .until(() -> get(server, "/api/v1/findings").contains("\"status\":\"open\""));
    process.toHandle().destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(data).doesNotExist();
  }

  @Test
  void sigterm_writesTheStateAndKeepsWhatWasFound() throws Exception {
    Process process = start();
    URI server = uri(process);
    assertThat(post(server, rows())).contains("\"queued\":30");
    process.toHandle().destroy();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(SIGTERM_EXIT_CODE);
    assertThat(folder.resolve("state.snapshot")).exists();
    assertThat(get(uri(start()), "/metrics")).contains("flatline_judge_received_samples_total 30");
  }

  @Test
  void sigkill_leavesAFolderThatCanBeUsed() throws Exception {
    Process process = start();
    post(uri(process), rows());
    process.toHandle().destroyForcibly();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isEqualTo(SIGKILL_EXIT_CODE);
    assertThat(get(uri(start()), "/health/ready")).isEqualTo("ok\n");
  }

  @Test
  void aSecondServerOnTheSameFolder_endsWith3AndSaysWhy() throws Exception {
    uri(start());
    Process second = start();
    String err = new String(second.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(second.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(second.exitValue()).isEqualTo(ExitCode.SOURCE);
    assertThat(err).contains("another Flatline uses the data folder " + folder);
  }

  @Test
  void aDamagedSnapshot_endsWith3AndChangesNothing() throws Exception {
    Path snapshot = Files.writeString(folder.resolve("state.snapshot"), "flatline snapshot 2\nx");
    CommandRun run = CommandRun.of("serve", "--listen", "127.0.0.1:0", "--data", folder.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).contains(snapshot.toString(), "damaged", "move it away");
    assertThat(snapshot).hasContent("flatline snapshot 2\nx");
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0:0, tokens need TLS",
    "8642, is not HOST:PORT",
    "localhost:70000, is not HOST:PORT",
    "no.such.host.invalid:1, no address is known of"
  })
  void anAddressThatCannotBe_endsWith2(String address, String why) {
    CommandRun run = CommandRun.of("serve", "--listen", address, "--data", folder.toString());
    assertThat(run.exitCode()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).contains(why);
  }

  private Process start() throws IOException {
    return start("--data", folder.toString());
  }

  private Process start(String... options) throws IOException {
    List<String> command =
        new ArrayList<>(
            List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-UsePerfData",
                "-Dflatline.home=" + SourceTree.path("."),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                "serve",
                "--listen",
                "127.0.0.1:0"));
    command.addAll(List.of(options));
    Process process = new ProcessBuilder(command).start();
    started.add(process);
    return process;
  }

  private static URI uri(Process process) throws IOException {
    return uri(process.inputReader());
  }

  private static URI uri(BufferedReader out) throws IOException {
    String line = out.readLine();
    assertThat(line).as("the first line").startsWith(URL);
    return URI.create(line.substring(URL.length()));
  }

  private static String rows() {
    StringBuilder csv = new StringBuilder("workload,timestamp,cpu_utilization\n");
    Instant begin = Instant.now().minus(Duration.ofHours(1));
    for (int i = 0; i < 30; i++) {
      csv.append("vm,").append(begin.plusSeconds(60L * i)).append(",0.5\n");
    }
    return csv.toString();
  }

  private static String post(URI server, String body) throws Exception {
    return send(
        HttpRequest.newBuilder(server.resolve("/api/v1/telemetry"))
            .POST(BodyPublishers.ofString(body))
            .build());
  }

  private static String get(URI server, String path) throws Exception {
    return send(HttpRequest.newBuilder(server.resolve(path)).build());
  }

  private static String send(HttpRequest request) throws Exception {
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(request, BodyHandlers.ofString()).body();
    }
  }
}
