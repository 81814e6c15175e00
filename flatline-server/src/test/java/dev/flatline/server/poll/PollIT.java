package dev.flatline.server.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.prometheus.PrometheusSettings;
import dev.flatline.connectors.prometheus.PrometheusSource;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.poll.SimulatedPoll.Outcome;
import dev.flatline.testkit.PrometheusServer;
import dev.flatline.testkit.RunningProgram;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A real Prometheus that is polled through three weeks in which nothing is lost, compared with one
/// hunt over the same time.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PollIT {
  private static final Instant START = PolledFleet.TO.minus(Duration.ofHours(18));
  private static final Duration TWO_SCRAPES = PolledFleet.SCRAPE.multipliedBy(2);

  @TempDir private static Path prometheus;
  @TempDir private Path data;

  private final int port = RunningProgram.freePort();
  private PrometheusServer server;
  private Hunt hunt = new Hunt(0, Map.of());

  /// What one hunt reads and finds.
  private record Hunt(long samples, Map<String, Finding> findings) {}

  @BeforeAll
  void load() {
    PrometheusServer.load(prometheus, PolledFleet.openMetrics());
    server = start();
    hunt = hunted();
  }

  @AfterAll
  void stop() {
    server.close();
  }

  @Test
  void historyAndPolling_findWhatOneHuntFinds() throws Exception {
    Outcome outcome = run(START, PolledFleet.TO, now -> {});

    assertHunted(outcome);
    assertThat(outcome.polled().failing()).isEmpty();
  }

  @Test
  void afterAKill_whatCameSinceTheSnapshotIsReadAgain_andNothingTwice() throws Exception {
    run(START, START.plus(Duration.ofHours(5)), now -> {});
    Path snapshot = data.resolve("state.snapshot");
    Path atKill = Files.copy(snapshot, data.resolve("kept"));
    run(START.plus(Duration.ofHours(5)), START.plus(Duration.ofHours(8)), now -> {});
    Files.move(atKill, snapshot, StandardCopyOption.REPLACE_EXISTING);

    assertHunted(run(START.plus(Duration.ofHours(11)), PolledFleet.TO, now -> {}));
  }

  @Test
  void aServerThatIsDownAtTheStartAndOnceMore_isReadLater() throws Exception {
    server.close();
    Instant up = START.plus(Duration.ofMinutes(15));
    Instant downAgain = START.plus(Duration.ofHours(7));
    Instant upAgain = START.plus(Duration.ofHours(9));
    boolean[] running = {false};

    Outcome outcome =
        run(
            START,
            PolledFleet.TO,
            now -> {
              boolean shouldRun =
                  now.isAfter(up) && (now.isBefore(downAgain) || now.isAfter(upAgain));
              if (shouldRun && !running[0]) {
                server = start();
              } else if (!shouldRun && running[0]) {
                server.close();
              }
              running[0] = shouldRun;
            });

    assertThat(outcome.polled().failures().get(SourceException.Reason.UNREACHABLE))
        .as("ever longer waits")
        .isBetween(60L, 200L);
    assertThat(outcome.findings())
        .extracting(Finding::id)
        .containsExactlyInAnyOrderElementsOf(hunt.findings().keySet());
    assertThat(outcome.judged().dropped().byReason()).isEmpty();
  }

  private void assertHunted(Outcome outcome) {
    assertThat(outcome.judged().dropped().byReason()).isEmpty();
    assertThat(outcome.judged().received()).isEqualTo(hunt.samples());
    Map<String, Finding> findings = byId(outcome.findings());
    assertThat(findings).isNotEmpty().containsOnlyKeys(hunt.findings().keySet());
    hunt.findings()
        .forEach(
            (id, finding) -> {
              Finding polled = Objects.requireNonNull(findings.get(id));
              assertThat(polled.workload()).isEqualTo(finding.workload());
              assertThat(polled.severity()).isEqualTo(finding.severity());
              assertThat(polled.firstObserved()).isEqualTo(finding.firstObserved());
              assertThat(polled.detectedAt()).isEqualTo(finding.detectedAt());
            });
    assertThat(outcome.findings())
        .extracting(finding -> finding.workload().name())
        .contains(PolledFleet.MINER);
  }

  private Outcome run(Instant from, Instant to, Consumer<Instant> passed)
      throws InterruptedException {
    return SimulatedPoll.run(data, url(), from, to, passed);
  }

  /// The last poll before the end was ten minutes before it.
  private Hunt hunted() {
    Instant end = PolledFleet.TO.minus(Duration.ofMinutes(10)).minus(TWO_SCRAPES);
    Instant rangeFrom = START.minus(TWO_SCRAPES).minus(Duration.ofHours(1)).plusMillis(1);
    Map<String, Finding> findings = new LinkedHashMap<>();
    Engine engine =
        new Engine(
            EngineSettings.DEFAULT, Policy.none(), finding -> findings.put(finding.id(), finding));
    new PrometheusSource(PrometheusEndpoint.of(url()), PrometheusSettings.of(rangeFrom, end))
        .read(engine::accept, Progress.NONE);
    engine.advanceTo(end.minus(EngineSettings.DEFAULT.lateness()).toEpochMilli());
    return new Hunt(engine.received(), findings);
  }

  private static Map<String, Finding> byId(Collection<Finding> findings) {
    Map<String, Finding> byId = new LinkedHashMap<>();
    findings.forEach(finding -> byId.put(finding.id(), finding));
    return byId;
  }

  private PrometheusServer start() {
    return PrometheusServer.startAt(port, prometheus, PrometheusServer.SCRAPES_NOTHING);
  }

  private String url() {
    return "http://127.0.0.1:" + port;
  }
}
