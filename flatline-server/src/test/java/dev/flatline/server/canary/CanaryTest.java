package dev.flatline.server.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.Server;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.ingest.IngestCounts;
import dev.flatline.server.ingest.TelemetryCsvService;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.judge.SnapshotFolder;
import dev.flatline.server.judge.Witness;
import dev.flatline.server.store.DataFolder;
import dev.flatline.server.store.Database;
import dev.flatline.server.store.SqlFindingStore;
import dev.flatline.server.warning.Warning;
import dev.flatline.server.warning.Warnings;
import dev.flatline.testkit.Findings;
import java.net.URI;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;

/// A canary where something of its way is broken, and mended again.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CanaryTest {
  private static final Duration PLENTY = Duration.ofSeconds(30);
  private static final Duration LITTLE = Duration.ofSeconds(1);
  private static final HttpService NO_ROOM =
      (context, request) -> HttpResponse.of(HttpStatus.TOO_MANY_REQUESTS);
  private static final HttpService HANGS = (context, request) -> HttpResponse.of(200);

  @TempDir private static Path path;

  private final SampleQueue queue = new SampleQueue(20_000);
  private final HeardSenders senders = new HeardSenders(Clock.systemUTC(), Map.of());
  private final HttpService works = new TelemetryCsvService(queue, new IngestCounts(), senders);
  private volatile HttpService ingest = works;
  private final Warnings warnings = new Warnings(Instant::now, () -> {});
  private final AtomicReference<Duration> ahead = new AtomicReference<>(Duration.ZERO);
  private final ExecutorService executor = Executors.newVirtualThreadPerTaskExecutor();
  private DataFolder folder;
  private Database database;
  private SqlFindingStore store;
  private Judgement judgement;
  private Server server;

  @BeforeAll
  void start() {
    folder = DataFolder.take(path);
    database = Database.embedded(folder);
    store = new SqlFindingStore(database);
    judgement =
        Judgement.start(
            new Judgement.Settings(
                EngineSettings.DEFAULT,
                Policy.none(),
                Clock.systemUTC(),
                Duration.ofDays(1),
                Map.of(),
                Integer.MAX_VALUE,
                Witness.NOBODY),
            queue,
            store,
            new SnapshotFolder(path));
    server =
        Server.builder()
            .service("/api/v1/telemetry", (context, request) -> ingest.serve(context, request))
            .build();
    server.start().join();
  }

  @AfterAll
  void stop() {
    executor.close();
    server.stop().join();
    judgement.close();
    database.close();
    folder.close();
  }

  @Test
  void ingestThatHasNoRoom_isAWarning_untilItHas() throws Exception {
    ingest = NO_ROOM;
    assertLost(LITTLE, store::rehearse, CanaryFailure.NOT_TAKEN, "429");
    ingest = works;
    assertFound();
  }

  @Test
  void judgementThatNeverComes_isAWarning_untilItComes() throws Exception {
    ingest = HANGS;
    assertLost(Duration.ofSeconds(1), store::rehearse, CanaryFailure.NOT_JUDGED, "within 1 s");
    ingest = works;
    assertFound();
  }

  @Test
  void storeThatFails_isAWarning_untilItWorks() throws Exception {
    assertLost(
        PLENTY,
        finding -> {
          throw new IllegalStateException("the disk is full");
        },
        CanaryFailure.NOT_KEPT,
        "the disk is full");
    assertFound();
  }

  @Test
  void storeThatGivesBackSomethingElse_isAWarning() throws Exception {
    assertLost(
        PLENTY, finding -> Findings.movedIn(), CanaryFailure.NOT_KEPT, "something else than");
  }

  @Test
  void aCanaryThatBreaks_isAWarning_andAnotherIsSent() throws Exception {
    assertLost(
        PLENTY,
        finding -> {
          throw new OutOfMemoryError("no heap is left");
        },
        CanaryFailure.BROKEN,
        "no heap is left");
    assertFound();
  }

  @Test
  void aStoreThatHangs_isAWarning_untilItIsThereAgain() throws Exception {
    CountDownLatch asked = new CountDownLatch(1);
    CountDownLatch there = new CountDownLatch(1);
    try (Canary canary =
        canary(
            PLENTY,
            finding -> {
              asked.countDown();
              await().atMost(PLENTY).until(() -> there.getCount() == 0);
              return store.rehearse(finding);
            })) {
      Future<Boolean> sending = executor.submit(canary::sendOne);
      asked.await();
      canary.look();
      assertThat(warnings.now()).isEmpty();
      ahead.set(PLENTY.multipliedBy(3));
      canary.look();
      assertThat(warnings.now().getFirst().text()).contains("it hangs since");
      there.countDown();
      assertThat(sending.get()).isTrue();
      assertThat(warnings.now()).isEmpty();
    } finally {
      ahead.set(Duration.ZERO);
    }
  }

  private void assertFound() throws InterruptedException {
    try (Canary canary = canary(PLENTY, store::rehearse)) {
      assertThat(canary.sendOne()).isTrue();
      assertThat(canary.status().failing()).isEmpty();
      assertThat(canary.status().lastFound()).isPresent();
    }
    assertThat(warnings.now()).isEmpty();
    assertThat(store.find(everything())).isEmpty();
    assertThat(senders.now()).isEmpty();
  }

  private void assertLost(
      Duration limit, UnaryOperator<Finding> kept, CanaryFailure failure, String why)
      throws InterruptedException {
    try (Canary canary = canary(limit, kept)) {
      assertThat(canary.sendOne()).isFalse();
      assertThat(canary.status().failures()).containsOnlyKeys(failure);
    }
    assertThat(warnings.now())
        .singleElement()
        .extracting(Warning::text)
        .asString()
        .contains("The detector is blind", why);
  }

  private Canary canary(Duration limit, UnaryOperator<Finding> kept) {
    URI uri = URI.create("http://127.0.0.1:" + server.activeLocalPort());
    CanaryMail mail = new CanaryMail(uri, Optional.empty(), "flt_none");
    return new Canary(
        new Canary.Way(mail, judgement.canary(), kept),
        Duration.ofHours(1),
        limit,
        warnings,
        () -> Instant.now().plus(ahead.get()));
  }

  private static FindingQuery everything() {
    return new FindingQuery(Severity.LOW, Optional.empty(), "", Optional.empty(), 10);
  }
}
