package dev.flatline.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.policy.PolicyReader;
import dev.flatline.server.FlatlineServer;
import dev.flatline.server.ServerSettings;
import dev.flatline.server.config.CanaryConfig;
import dev.flatline.server.config.ServerConfig;
import dev.flatline.server.config.SinkConfig;
import dev.flatline.server.config.SinkType;
import dev.flatline.testkit.Findings;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/// Warnings on their way to sinks that take, fail, refuse and hang.
class WarningSinksTest {
  private static final Duration LONGEST = Duration.ofSeconds(30);

  @TempDir private Path folder;

  private final ManualClock clock = new ManualClock();

  @Test
  void aServerWhoseCanaryIsLost_tellsItsWebhook() throws Exception {
    try (Receiver receiver = Receiver.start(body -> 200);
        FlatlineServer server = blind(hook(receiver))) {
      await().atMost(LONGEST).until(() -> !receiver.bodies().isEmpty());
      JsonNode body = JsonMapper.shared().readTree(receiver.bodies().getFirst());
      assertThat(body.get("type").asString()).isEqualTo("warning.opened");
      assertThat(body.at("/data/text").asString()).startsWith("The detector is blind");
      assertThat(server.uri()).isNotNull();
    }
  }

  @Test
  void aWarning_isToldWhenItBeginsChangesAndIsOver() throws Exception {
    try (Receiver receiver = Receiver.start(body -> 200);
        ToldServer server = started(hook(receiver))) {
      server.warnings().raise("canary", Severity.MEDIUM, "late");
      await().atMost(LONGEST).until(() -> server.status("hook").delivered() == 1);
      server.warnings().raise("canary", Severity.HIGH, "blind");
      await().atMost(LONGEST).until(() -> server.status("hook").delivered() == 2);
      server.warnings().clear("canary");
      await().atMost(LONGEST).until(() -> server.status("hook").delivered() == 3);
      assertThat(texts(receiver))
          .containsExactly(
              "warning.opened medium late",
              "warning.changed high blind",
              "warning.closed high blind");
      await().atMost(LONGEST).until(() -> server.settled() == 3);
    }
  }

  @Test
  void aReceiverThatWasDown_isToldTheNewestState_beforeFindings() throws Exception {
    AtomicBoolean up = new AtomicBoolean();
    List<String> taken = new CopyOnWriteArrayList<>();
    try (Receiver receiver = Receiver.start(body -> up.get() && taken.add(text(body)) ? 200 : 503);
        ToldServer server = started(hook(receiver))) {
      server.warnings().raise("canary", Severity.MEDIUM, "late");
      await().atMost(LONGEST).until(() -> server.status("hook").trouble().isPresent());
      assertThat(server.status("hook").trouble().orElseThrow().why()).isEqualTo("HTTP 503");
      assertThat(server.status("hook").failed()).isPositive();
      assertThat(server.status("hook").backlog().waiting()).isEqualTo(1);
      server.warnings().raise("canary", Severity.HIGH, "blind");
      server.save(Findings.movedIn());
      up.set(true);
      await().atMost(LONGEST).until(() -> server.status("hook").backlog().waiting() == 0);
      await().atMost(LONGEST).until(() -> server.status("hook").trouble().isEmpty());
      assertThat(taken).containsExactly("warning.opened high blind", "finding.opened high");
    }
  }

  @Test
  void aSinkThatRefusesWarnings_isToldOfFindings_andTheFailureIsSeen() throws Exception {
    try (Receiver picky = Receiver.start(body -> body.contains("\"warning.") ? 400 : 200);
        ToldServer server = started(hook(picky))) {
      server.warnings().raise("canary", Severity.HIGH, "blind");
      await().atMost(LONGEST).until(() -> server.status("hook").backlog().dead() == 1);
      SinkTrouble refuses = new SinkTrouble(SinkTrouble.Kind.REFUSING, "HTTP 400");
      await()
          .atMost(LONGEST)
          .until(() -> server.status("hook").trouble().equals(Optional.of(refuses)));
      server.save(Findings.movedIn());
      await().atMost(LONGEST).until(() -> server.status("hook").delivered() == 1);
      assertThat(server.status("hook").failed()).isEqualTo(1);
    }
  }

  @Test
  void aSinkThatHangs_holdsUpNeitherWhoRaisesNorOtherSinks() throws Exception {
    try (Receiver hanging = Receiver.start(body -> Receiver.NEVER);
        Receiver taking = Receiver.start(body -> 200);
        ToldServer server =
            started(ToldServer.http("hangs", SinkType.SLACK, hanging.url()), hook(taking))) {
      server.warnings().raise("canary", Severity.MEDIUM, "late");
      await().atMost(LONGEST).until(() -> !hanging.bodies().isEmpty());
      Assertions.assertTimeout(
          Duration.ofSeconds(5), () -> server.warnings().raise("canary", Severity.HIGH, "blind"));
      await().atMost(LONGEST).until(() -> server.status("hook").delivered() == 2);
      assertThat(hanging.bodies()).hasSize(1);
      assertThat(server.status("hangs").delivered()).isZero();
    }
  }

  @Test
  void aStoreThatFails_keepsNoWarningBack() throws Exception {
    CountDownLatch sent = new CountDownLatch(1);
    CountDownLatch broken = new CountDownLatch(1);
    try (Receiver receiver = Receiver.start(body -> answeredOnce(sent, broken));
        ToldServer server = started(hook(receiver))) {
      server.warnings().raise("room", Severity.HIGH, "full");
      sent.await();
      server.breakStore();
      server.warnings().raise("canary", Severity.HIGH, "blind");
      broken.countDown();
      await().atMost(LONGEST).until(() -> receiver.bodies().size() == 2);
      assertThat(texts(receiver)).last().isEqualTo("warning.opened high blind");
    }
  }

  @Test
  void sinksOfFindingsAlone_areNotTold() throws Exception {
    Path lines = folder.resolve("lines.jsonl");
    try (Receiver receiver = Receiver.start(body -> 200);
        ToldServer server =
            started(
                ToldServer.sink("file", SinkType.OCSF, new SinkConfig.Place.Lines(lines)),
                hook(receiver))) {
      server.warnings().raise("canary", Severity.HIGH, "blind");
      await().atMost(LONGEST).until(() -> server.status("hook").delivered() == 1);
      server.save(Findings.movedIn());
      await().atMost(LONGEST).until(() -> server.status("file").delivered() == 1);
      assertThat(Files.readString(lines)).doesNotContain("blind").hasLineCount(1);
    }
  }

  private static int answeredOnce(CountDownLatch sent, CountDownLatch go) {
    sent.countDown();
    try {
      go.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return 200;
  }

  private ToldServer started(SinkConfig... sinks) {
    return ToldServer.start(folder.resolve("data"), clock, sinks);
  }

  private static SinkConfig hook(Receiver receiver) {
    return ToldServer.http("hook", SinkType.WEBHOOK, receiver.url());
  }

  /// A server whose policy hides every miner.
  private FlatlineServer blind(SinkConfig sink) throws IOException {
    byte[] everything =
        "version: 1\nsuppressions: [{match: {name: \"*\"}, reason: quiet, owner: me, expires: 2999-12-31}]\n"
            .getBytes(StandardCharsets.UTF_8);
    return FlatlineServer.start(
        new ServerSettings(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 0),
            folder.resolve("data"),
            EngineSettings.DEFAULT,
            PolicyReader.read("policy", new ByteArrayInputStream(everything)).value(),
            ServerConfig.none()
                .withCanary(new CanaryConfig(true, Duration.ofMillis(100)))
                .withSinks(List.of(sink)),
            "test"));
  }

  private static List<String> texts(Receiver receiver) {
    return receiver.bodies().stream().map(WarningSinksTest::text).toList();
  }

  private static String text(String body) {
    JsonNode message = JsonMapper.shared().readTree(body);
    return String.join(
            " ",
            message.get("type").asString(),
            message.at("/data/severity").asString(),
            message.at("/data/text").asString(""))
        .strip();
  }
}
