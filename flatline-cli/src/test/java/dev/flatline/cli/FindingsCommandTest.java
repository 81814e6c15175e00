package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.testkit.Findings;
import dev.flatline.testkit.RunningProgram;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// `flatline findings` against a running server.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class FindingsCommandTest {
  private static final String MINER = Findings.movedIn().id();
  private static final String JOB = Findings.batchJob().id();
  private static final String STRANGE = Findings.named("x").id();

  @TempDir private static Path folder;

  private FlatlineServer server;

  @BeforeAll
  void start() {
    try (DataFolder data = DataFolder.take(folder);
        Database database = Database.embedded(data)) {
      Finding strange = Findings.named("strange\u001b[31m");
      new SqlFindingStore(database).save(List.of(Findings.movedIn(), Findings.batchJob(), strange));
    }
    server =
        FlatlineServer.start(
            new ServerSettings(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
                folder,
                EngineSettings.DEFAULT,
                Policy.none(),
                "test"));
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void list_isATableOfWhatIsMediumAndAbove_orJson() {
    CommandRun table = run("list");
    assertThat(table.exitCode()).as(table.err()).isZero();
    assertThat(table.out())
        .contains("shop/Deployment/web", MINER, "strange<U+001B>[31m")
        .doesNotContain(JOB, "\u001b");
    CommandRun lines = run("list", "--format", "jsonl", "--workload", "DEPLOYMENT/WEB");
    assertThat(lines.out().lines()).singleElement().asString().contains(MINER, "\"handling\":");
    assertThat(run("list", "--workload", "nowhere").out()).isEqualTo("No findings.\n");
    assertThat(run("list", "--limit", "1").err()).contains("There are more");
  }

  @Test
  void ackAndClose_areToldByShow() {
    assertThat(run("ack", STRANGE).out()).isEqualTo("1 finding: acknowledge\n");
    assertThat(run("close", STRANGE, "--reason", "re\u001bbuilt").exitCode()).isZero();
    CommandRun shown = run("show", STRANGE);
    assertThat(shown.out())
        .contains("What was done", "close by loopback: re<U+001B>built", "acknowledge by loopback")
        .doesNotContain("\u001b");
    assertThat(run("list", "--handling", "closed").out()).contains("closed by loopback: re");
    assertThat(run("show", STRANGE, "--json").out()).contains("\"state\":\"closed\"");
  }

  @Test
  void suppress_hidesIt() {
    assertThat(run("suppress", JOB, "--reason", "backup").exitCode()).isZero();
    assertThat(run("list", "--min-severity", "low").out()).doesNotContain(JOB);
    assertThat(run("list", "--min-severity", "low", "--handling", "suppressed").out())
        .contains("suppressed by loopback until ", "backup");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ack none",
        "show no/ne",
        "close x",
        "suppress x --for 7d",
        "list --limit 0",
        "ack x --server ftp://x",
        "suppress x --for soon --reason y",
        "list --handling gone"
      })
  void whatCannotBe_endsWith2(String words) {
    CommandRun run = run(words.split(" "));
    assertThat(run.exitCode()).as(run.out() + run.err()).isEqualTo(ExitCode.USAGE);
    assertThat(run.err()).isNotEmpty();
  }

  @Test
  void nobodyThere_endsWith3AndSaysWhere() {
    String nobody = "http://127.0.0.1:" + RunningProgram.freePort();
    CommandRun run = CommandRun.of("findings", "list", "--server", nobody);
    assertThat(run.exitCode()).isEqualTo(ExitCode.SOURCE);
    assertThat(run.err()).contains(nobody + " cannot be asked: nothing listens there");
  }

  private CommandRun run(String... words) {
    Stream<String> where =
        Arrays.asList(words).contains("--server")
            ? Stream.of()
            : Stream.of("--server", server.uri().toString());
    return CommandRun.of(
        Stream.of(Stream.of("findings"), Arrays.stream(words), where)
            .flatMap(one -> one)
            .toArray(String[]::new));
  }
}
