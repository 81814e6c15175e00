package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Actor;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditEntry.Outcome;
import dev.flatline.server.audit.AuditLog.Numbered;
import dev.flatline.server.audit.AuditQuery;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// The audit log in whichever database.
interface AuditLogContract {
  /// When the first entry is written.
  Instant BEGIN = Instant.parse("2026-11-22T08:00:00Z");

  /// An empty database of the test's own.
  Database database();

  private SqlAuditLog log() {
    return new SqlAuditLog(database());
  }

  @Test
  default void database_thatWasMade_saysSo() {
    List<Numbered> entries = log().find(query("flatline", Optional.empty(), 10));
    assertThat(entries).hasSize(1);
    assertThat(entries.getFirst().entry().what()).isEqualTo("store.migrate");
    assertThat(entries.getFirst().entry().detail()).startsWith("schema from nothing to version ");
  }

  @Test
  default void find_byWhoAndWhen_pageByPage() {
    for (int i = 0; i < 10; i++) {
      log().write(entry(i));
    }
    List<Numbered> first = log().find(query("mallory", Optional.empty(), 2));
    assertThat(first).extracting(Numbered::entry).containsExactly(entry(9), entry(7));
    List<Numbered> second = log().find(query("mallory", Optional.of(first.get(1).number()), 2));
    assertThat(second).extracting(Numbered::entry).containsExactly(entry(5), entry(3));
    AuditQuery between =
        new AuditQuery(
            "",
            Optional.of(BEGIN.plusSeconds(4)),
            Optional.of(BEGIN.plusSeconds(6)),
            Optional.empty(),
            10);
    assertThat(log().find(between)).extracting(Numbered::entry).containsExactly(entry(5), entry(4));
  }

  @Test
  default void write_ofWhateverSomeoneSent_keepsItsBeginning() {
    String sent = "\u0000\ud800" + "x".repeat(100_000);
    log()
        .write(new AuditEntry(BEGIN, new Actor("eve", sent), "login", sent, Outcome.REFUSED, sent));
    AuditEntry kept = log().find(query("eve", Optional.empty(), 1)).getFirst().entry();
    assertThat(kept.subject()).startsWith("??xxx").hasSizeLessThan(3_000);
    assertThat(kept.detail()).startsWith("??xxx").hasSizeLessThan(3_000);
    assertThat(kept.outcome()).isEqualTo(Outcome.REFUSED);
  }

  private static AuditEntry entry(int second) {
    return new AuditEntry(
        BEGIN.plusSeconds(second),
        new Actor(second % 2 == 0 ? "anna" : "mallory", "192.0.2.1"),
        "finding.close",
        "id-" + second,
        Outcome.DONE,
        "done");
  }

  private static AuditQuery query(String who, Optional<Long> after, int limit) {
    return new AuditQuery(who, Optional.empty(), Optional.empty(), after, limit);
  }
}
