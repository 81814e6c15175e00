package dev.flatline.server.outbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.sink.HttpTarget;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.WorkloadPattern;
import dev.flatline.formats.message.Sender;
import dev.flatline.server.config.SinkConfig;
import dev.flatline.server.config.SinkType;
import dev.flatline.server.store.Backlog;
import dev.flatline.server.warning.Warnings;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

class WarningOutboxTest {
  private static final Instant START = Instant.parse("2026-11-01T00:00:00Z");
  private static final Backlog NO_FINDINGS = new Backlog(0, Optional.empty(), 0);

  private Instant now = START;
  private final Warnings warnings = new Warnings(() -> now, () -> {});
  private final WarningOutbox outbox = of(SinkType.WEBHOOK, Severity.MEDIUM);

  @Test
  void aWarning_isToldWhenItBegins_whenItsSeverityChanges_andWhenItIsOver() {
    warnings.raise("canary", Severity.MEDIUM, "late");
    assertThat(told(outbox)).containsExactly("warning.opened canary medium late");
    warnings.raise("canary", Severity.MEDIUM, "later");
    assertThat(told(outbox)).isEmpty();
    warnings.raise("canary", Severity.HIGH, "blind");
    assertThat(told(outbox)).containsExactly("warning.changed canary high blind");
    warnings.raise("canary", Severity.MEDIUM, "late");
    assertThat(told(outbox)).containsExactly("warning.changed canary medium late");
    warnings.clear("canary");
    assertThat(told(outbox)).containsExactly("warning.closed canary medium late");
    assertThat(told(outbox)).isEmpty();
    warnings.raise("canary", Severity.HIGH, "blind");
    assertThat(told(outbox)).containsExactly("warning.opened canary high blind");
  }

  @Test
  void belowTheSeverityOfTheSink_onlyWhatItWasToldOf_isToldOn() {
    WarningOutbox high = of(SinkType.WEBHOOK, Severity.HIGH);
    warnings.raise("canary", Severity.MEDIUM, "late");
    warnings.raise("room", Severity.MEDIUM, "full");
    warnings.clear("room");
    assertThat(told(high)).isEmpty();
    warnings.raise("canary", Severity.HIGH, "blind");
    assertThat(told(high)).containsExactly("warning.opened canary high blind");
    warnings.raise("canary", Severity.MEDIUM, "late");
    assertThat(told(high)).containsExactly("warning.changed canary medium late");
    warnings.clear("canary");
    assertThat(told(high)).containsExactly("warning.closed canary medium late");
  }

  @Test
  void ofWhatWaits_onlyTheNewestStateIsTold() {
    warnings.raise("canary", Severity.MEDIUM, "late");
    warnings.raise("canary", Severity.HIGH, "blind");
    assertThat(outbox.with(NO_FINDINGS)).isEqualTo(new Backlog(1, Optional.of(START), 0));
    assertThat(told(outbox)).containsExactly("warning.opened canary high blind");
    warnings.clear("canary");
    warnings.raise("canary", Severity.MEDIUM, "late");
    assertThat(told(outbox)).containsExactly("warning.opened canary medium late");
    assertThat(outbox.with(NO_FINDINGS)).isEqualTo(NO_FINDINGS);
  }

  @Test
  void whatBeganAndEndedUnheard_isToldAsOver() {
    warnings.raise("canary", Severity.HIGH, "blind");
    warnings.clear("canary");
    assertThat(told(outbox)).containsExactly("warning.closed canary high blind");
    assertThat(told(outbox)).isEmpty();
  }

  @Test
  void whatChangesWhileItIsSent_isToldAfterIt() {
    warnings.raise("canary", Severity.MEDIUM, "late");
    WarningOutbox.Letter first = outbox.next().orElseThrow();
    warnings.raise("canary", Severity.HIGH, "blind");
    assertThat(outbox.delivered(first)).isTrue();
    WarningOutbox.Letter second = outbox.next().orElseThrow();
    assertThat(text(second)).isEqualTo("warning.changed canary high blind");
    now = now.plusSeconds(60);
    warnings.clear("canary");
    warnings.raise("canary", Severity.HIGH, "blind again");
    outbox.delivered(second);
    assertThat(told(outbox)).containsExactly("warning.opened canary high blind again");
  }

  @Test
  void whatIsNotTaken_comesAgainUnderTheSameId_afterEverLongerWaits() {
    warnings.raise("tls.certificate", Severity.HIGH, "over");
    String id = outbox.next().orElseThrow().payload().id();
    assertThat(id).isEqualTo("sink-warning-tls_certificate-1793491200000-1");
    assertThat(outbox.next()).isEmpty();
    now = now.plusSeconds(1);
    assertThat(outbox.next().orElseThrow().payload().id()).isEqualTo(id);
    now = now.plusMillis(999);
    assertThat(outbox.next()).isEmpty();
    now = now.plusSeconds(1);
    assertThat(outbox.next()).isPresent();
  }

  @Test
  void whatIsNotTaken_letsOthersGoFirst() {
    warnings.raise("a", Severity.HIGH, "");
    assertThat(text(outbox.next().orElseThrow())).startsWith("warning.opened a");
    warnings.raise("b", Severity.HIGH, "");
    now = now.plusSeconds(2);
    assertThat(text(outbox.next().orElseThrow())).startsWith("warning.opened b");
  }

  @Test
  void whatIsRefused_isGivenUpAndCounted_untilThereIsSomethingNewer() {
    warnings.raise("canary", Severity.HIGH, "blind");
    assertThat(outbox.refused(outbox.next().orElseThrow())).isTrue();
    now = now.plus(Duration.ofDays(1));
    assertThat(outbox.next()).isEmpty();
    assertThat(outbox.with(new Backlog(2, Optional.of(START), 3)))
        .isEqualTo(new Backlog(2, Optional.of(START), 4));
    warnings.clear("canary");
    assertThat(told(outbox)).containsExactly("warning.closed canary high blind");
    assertThat(outbox.with(NO_FINDINGS)).isEqualTo(NO_FINDINGS);
  }

  @Test
  void anAlert_isSentAgainEveryMinute_withItsNewestText_andCountsOnce() {
    WarningOutbox alerts = of(SinkType.ALERTMANAGER, Severity.MEDIUM);
    warnings.raise("canary", Severity.HIGH, "blind");
    assertThat(alerts.delivered(alerts.next().orElseThrow())).isTrue();
    assertThat(alerts.next()).isEmpty();
    warnings.raise("canary", Severity.HIGH, "blind since then");
    now = now.plusSeconds(60);
    WarningOutbox.Letter again = alerts.next().orElseThrow();
    assertThat(again.payload().text()).contains("blind since then");
    assertThat(alerts.delivered(again)).isFalse();
    assertThat(alerts.with(NO_FINDINGS)).isEqualTo(NO_FINDINGS);
    warnings.clear("canary");
    assertThat(alerts.delivered(alerts.next().orElseThrow())).isTrue();
    now = now.plusSeconds(3_600);
    assertThat(alerts.next()).isEmpty();
  }

  @Test
  void anAlertThatCannotBeSentAgain_isTriedAgainWithinAMinute_howeverOften() {
    WarningOutbox alerts = of(SinkType.ALERTMANAGER, Severity.MEDIUM);
    warnings.raise("canary", Severity.HIGH, "blind");
    for (int attempt = 0; attempt < 20; attempt++) {
      assertThat(alerts.next()).isPresent();
      now = now.plusSeconds(60);
    }
    alerts.delivered(alerts.next().orElseThrow());
    now = now.plusSeconds(60);
    assertThat(alerts.next()).isPresent();
    now = now.plusSeconds(1);
    assertThat(alerts.next()).isPresent();
  }

  @Test
  void aSinkThatIsNotToBeTold_orTakesNoWarnings_hasNone() {
    assertThat(WarningOutbox.of(route(SinkType.SLACK, Severity.LOW, false), () -> now)).isEmpty();
    assertThat(WarningOutbox.of(route(SinkType.OCSF, Severity.LOW, true), () -> now)).isEmpty();
  }

  private WarningOutbox of(SinkType type, Severity atLeast) {
    WarningOutbox made = WarningOutbox.of(route(type, atLeast, true), () -> now).orElseThrow();
    warnings.listen(made);
    return made;
  }

  private static SinkRoute route(SinkType type, Severity atLeast, boolean warnings) {
    SinkConfig config =
        new SinkConfig(
            "sink",
            type,
            new SinkConfig.Place.Http(HttpTarget.of(URI.create("http://localhost/"))),
            atLeast,
            WorkloadPattern.named("*"),
            warnings,
            Map.of(),
            Optional.empty());
    return SinkRoute.of(config, new Sender("1.0", "node-7"));
  }

  /// What a sink that takes everything is told now.
  private static List<String> told(WarningOutbox from) {
    List<String> told = new ArrayList<>();
    for (Optional<WarningOutbox.Letter> next = from.next(); next.isPresent(); next = from.next()) {
      from.delivered(next.get());
      told.add(text(next.get()));
    }
    return told;
  }

  private static String text(WarningOutbox.Letter letter) {
    JsonNode body = JsonMapper.shared().readTree(letter.payload().text());
    return String.join(
        " ",
        body.get("type").asString(),
        body.at("/data/id").asString(),
        body.at("/data/severity").asString(),
        body.at("/data/text").asString());
  }
}
