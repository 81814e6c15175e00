package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.server.heard.Heard;
import dev.flatline.server.heard.Sender;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.Test;

/// When sources and senders were last heard.
interface HeardContract {
  Instant FIRST = Instant.parse("2026-11-23T06:00:00.123Z");
  Instant SECOND = Instant.parse("2026-11-23T06:01:00Z");

  Database database();

  @Test
  default void heard_isWhatWasKeptLast() {
    SqlHeardStore store = new SqlHeardStore(database());
    assertThat(store.kept()).isEqualTo(new Heard(Map.of(), Map.of()));
    store.keep(
        new Heard(
            Map.of("csv", FIRST, "prometheus eu", FIRST),
            Map.of(new Sender("eu", Sender.Way.OTLP), FIRST)));
    Heard newest =
        new Heard(
            Map.of("csv", SECOND),
            Map.of(
                new Sender("eu", Sender.Way.REMOTE_WRITE),
                FIRST,
                new Sender("eu", Sender.Way.OTLP),
                SECOND,
                new Sender("source", Sender.Way.CSV),
                SECOND));
    store.keep(newest);
    assertThat(new SqlHeardStore(database()).kept()).isEqualTo(newest);
  }

  @Test
  default void heard_ofNamesThatNoDatabaseHolds_isKeptUnderOthers() {
    SqlHeardStore store = new SqlHeardStore(database());
    String longName = "'ü".repeat(5_000);
    store.keep(
        new Heard(
            Map.of(longName, FIRST),
            Map.of(
                new Sender("a\0", Sender.Way.CSV),
                FIRST,
                new Sender("a?", Sender.Way.CSV),
                FIRST)));
    assertThat(store.kept())
        .isEqualTo(
            new Heard(Map.of(longName, FIRST), Map.of(new Sender("a?", Sender.Way.CSV), FIRST)));
  }
}
