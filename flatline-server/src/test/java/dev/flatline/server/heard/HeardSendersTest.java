package dev.flatline.server.heard;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class HeardSendersTest {
  private static final Instant NOW = Instant.parse("2026-11-23T06:00:00Z");

  private final HeardSenders senders = remembering(Map.of());

  @Test
  void heard_byAnotherWay_isAnotherSender() {
    senders.heard(new Sender("eu", Sender.Way.REMOTE_WRITE));
    senders.heard(new Sender("eu", Sender.Way.OTLP));
    senders.heard(new Sender("eu", Sender.Way.OTLP));
    assertThat(senders.now()).hasSize(2).containsEntry(new Sender("eu", Sender.Way.OTLP), NOW);
  }

  @Test
  void heard_ofMoreThanAreRemembered_forgetsTheLongestSilent() {
    for (int i = 0; i < HeardSenders.MOST; i++) {
      senders.heard(sender(i));
    }
    senders.heard(sender(0));
    senders.heard(sender(HeardSenders.MOST));
    assertThat(senders.now())
        .hasSize(HeardSenders.MOST)
        .containsKeys(sender(0), sender(2), sender(HeardSenders.MOST))
        .doesNotContainKey(sender(1));
  }

  @Test
  void remembered_areKnown_theLongestSilentGoesFirst() {
    Map<Sender, Instant> remembered = new HashMap<>();
    for (int i = 0; i < HeardSenders.MOST; i++) {
      remembered.put(sender(i), NOW.minusSeconds(i));
    }
    HeardSenders known = remembering(remembered);
    assertThat(known.now()).containsAllEntriesOf(remembered);
    known.heard(sender(HeardSenders.MOST));
    assertThat(known.now())
        .hasSize(HeardSenders.MOST)
        .doesNotContainKey(sender(HeardSenders.MOST - 1));
  }

  @Test
  void silentFor30Days_isForgotten() {
    Instant oldest = NOW.minus(Duration.ofDays(30));
    HeardSenders known = remembering(Map.of(sender(1), oldest, sender(2), oldest.minusMillis(1)));
    assertThat(known.now()).containsOnlyKeys(sender(1));
  }

  private static HeardSenders remembering(Map<Sender, Instant> remembered) {
    return new HeardSenders(Clock.fixed(NOW, ZoneOffset.UTC), remembered);
  }

  private static Sender sender(int number) {
    return new Sender("s" + number, Sender.Way.CSV);
  }
}
