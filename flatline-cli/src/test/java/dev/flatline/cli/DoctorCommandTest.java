package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.flatline.cli.doctor.CheckResult;
import dev.flatline.cli.doctor.Outcome;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.testkit.RunningProgram;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// `flatline doctor` beside a server, without one, and beside something else.
class DoctorCommandTest {
  private static final List<String> LOOKED_AT =
      List.of(
          "java",
          "configuration",
          "data folder",
          "store",
          "certificate",
          "secret files",
          "source",
          "clock",
          "sink",
          "provider",
          "server");

  @TempDir private Path folder;

  @Test
  void everyCheckIsTold_besideARunningServer() {
    ServerSettings settings =
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder,
            EngineSettings.DEFAULT,
            Policy.none(),
            "test");
    try (FlatlineServer server = FlatlineServer.start(settings)) {
      CommandRun run = doctor(server.uri().toString(), "json");
      assertThat(run.exitCode()).as(run.out() + run.err()).isZero();
      JsonNode results = JsonMapper.shared().readTree(run.out());
      assertThat(results.valueStream().map(one -> one.get("check").asString()).distinct())
          .containsExactlyElementsOf(LOOKED_AT);
      assertThat(run.out()).contains("is ready").contains("is in use");
      assertThat(doctor(server.uri().toString(), "text").out())
          .contains("ok       server", "skipped  certificate");
    }
  }

  @Test
  void serverThatIsNotThere_isAProblem() {
    CommandRun run = doctor("http://127.0.0.1:" + RunningProgram.freePort(), "text");
    assertThat(run.exitCode()).isEqualTo(3);
    assertThat(run.out())
        .contains("nothing listens", "→ start it", "Something does not work; see the problems.");
  }

  @Test
  void somethingElse_isAProblem() throws IOException {
    HttpServer other =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    other.start();
    try {
      CommandRun run = doctor("http://127.0.0.1:" + other.getAddress().getPort(), "text");
      assertThat(run.exitCode()).isEqualTo(3);
      assertThat(run.out()).contains("is taken by something else");
    } finally {
      other.stop(0);
    }
  }

  @Test
  void rows_areWrappedBetweenWords_withTheAdviceBelow() {
    Terminal narrow = new Terminal(true, true, 64, false, true);
    CheckResult result =
        new CheckResult("sink", Outcome.PROBLEM, "a ".repeat(30).strip(), "do this");
    String rows = new DoctorText(narrow).of(result);
    assertThat(rows.lines()).hasSize(3).allMatch(line -> line.length() <= 64);
    assertThat(rows).startsWith("problem  sink           a a").contains("→ do this");
  }

  private CommandRun doctor(String server, String format) {
    return CommandRun.of(
        "doctor", "--data", folder.toString(), "--server", server, "--format", format);
  }
}
