package dev.flatline.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.finding.Finding;
import dev.flatline.server.config.SinkConfig;
import dev.flatline.server.config.SinkType;
import dev.flatline.testkit.Findings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.json.JsonMapper;

class CouriersTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();

  @Test
  void aSinkThatHangs_holdsUpNeitherSavingNorOthers() throws Exception {
    Path lines = folder.resolve("lines.jsonl");
    try (Receiver hanging = Receiver.start(body -> Receiver.NEVER);
        ToldServer server =
            ToldServer.start(
                folder.resolve("data"),
                clock,
                ToldServer.http("hangs", SinkType.WEBHOOK, hanging.url()),
                file("file", lines))) {
      server.save(Findings.movedIn());
      await().atMost(LONGEST).until(() -> !hanging.bodies().isEmpty());
      for (int i = 0; i < 50; i++) {
        server.save(numbered(i));
      }
      await().atMost(LONGEST).until(() -> Files.readAllLines(lines).size() == 51);
      assertThat(hanging.bodies()).hasSize(1);
      assertThat(server.status("hangs").delivered()).isZero();
      assertThat(server.status("hangs").backlog().waiting()).isEqualTo(51);
    }
  }

  @Test
  void aSinkThatFails_getsEachMessageLater_underTheSameId() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Receiver failing = Receiver.start(body -> calls.incrementAndGet() == 1 ? 503 : 200);
        ToldServer server =
            ToldServer.start(
                folder.resolve("data"),
                clock,
                ToldServer.http("hook", SinkType.WEBHOOK, failing.url()))) {
      server.save(Findings.movedIn());
      await().atMost(LONGEST).until(() -> server.status("hook").delivered() == 1);
      assertThat(failing.bodies()).hasSize(2);
      assertThat(ids(failing.bodies())).containsOnly("hook-7f3a9c1e20b44d15-1");
      await().atMost(LONGEST).until(() -> server.status("hook").backlog().waiting() == 0);
      assertThat(server.status("hook").trouble()).isEmpty();
    }
  }

  @Test
  void whatIsRefused_isGivenUpAndSeen_andHoldsUpNothing() throws Exception {
    Finding poison = Findings.named("poison");
    try (Receiver picky = Receiver.start(body -> body.contains("poison") ? 400 : 200);
        ToldServer server =
            ToldServer.start(
                folder.resolve("data"),
                clock,
                ToldServer.http("hook", SinkType.WEBHOOK, picky.url()))) {
      server.save(poison, Findings.movedIn());
      await().atMost(LONGEST).until(() -> server.status("hook").delivered() == 1);
      await().atMost(LONGEST).until(() -> server.status("hook").backlog().dead() == 1);
      await().atMost(LONGEST).until(() -> server.status("hook").backlog().waiting() == 0);
    }
  }

  @Test
  void whatIsDeliveredOrGivenUp_isSaid_whatIsTriedAgainIsNot() throws Exception {
    AtomicInteger calls = new AtomicInteger();
    try (Receiver picky =
            Receiver.start(
                body -> calls.incrementAndGet() == 1 ? 503 : body.contains("poison") ? 400 : 200);
        ToldServer server =
            ToldServer.start(
                folder.resolve("data"),
                clock,
                ToldServer.http("hook", SinkType.WEBHOOK, picky.url()))) {
      server.save(Findings.named("poison"), Findings.movedIn());
      await().atMost(LONGEST).until(() -> server.status("hook").backlog().waiting() == 0);
      await().atMost(LONGEST).until(() -> server.settled() == 2);
      assertThat(picky.bodies()).hasSize(3);
    }
  }

  @Test
  void aStopInTheMiddle_losesNothing_andRepeatsUnderTheSameId() throws Exception {
    SinkConfig nowhere;
    try (Receiver hanging = Receiver.start(body -> Receiver.NEVER)) {
      nowhere = ToldServer.http("hook", SinkType.WEBHOOK, hanging.url());
      try (ToldServer server = ToldServer.start(folder.resolve("data"), clock, nowhere)) {
        server.save(Findings.movedIn(), numbered(1), numbered(2));
        await().atMost(LONGEST).until(() -> !hanging.bodies().isEmpty());
      }
    }
    try (Receiver taking = Receiver.start(body -> 200);
        ToldServer server =
            ToldServer.start(
                folder.resolve("data"),
                clock,
                ToldServer.http("hook", SinkType.WEBHOOK, taking.url()))) {
      await().atMost(LONGEST).until(() -> server.status("hook").delivered() == 3);
      assertThat(ids(taking.bodies()))
          .containsExactlyInAnyOrder(
              "hook-7f3a9c1e20b44d15-1", "hook-numbered1-1", "hook-numbered2-1");
    }
  }

  @Test
  void aMessageIsGivenUp_onlyAfterTenAttemptsAndThreeDays() {
    assertThat(Courier.isTriedEnough(10, Duration.ofDays(3))).isTrue();
    assertThat(Courier.isTriedEnough(9, Duration.ofDays(30))).isFalse();
    assertThat(Courier.isTriedEnough(500, Duration.ofDays(3).minusSeconds(1))).isFalse();
  }

  private static SinkConfig file(String name, Path file) {
    return ToldServer.sink(name, SinkType.OCSF, new SinkConfig.Place.Lines(file));
  }

  private static List<String> ids(List<String> bodies) {
    return bodies.stream()
        .map(body -> JsonMapper.shared().readTree(body).get("id").asString())
        .toList();
  }

  private static Finding numbered(int number) {
    return Findings.withId(Findings.named("workload-" + number), "numbered" + number);
  }
}
