package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Actor;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.audit.AuditQuery;
import dev.flatline.server.guard.Grant;
import dev.flatline.server.guard.Scope;
import dev.flatline.server.guard.Token;
import dev.flatline.server.guard.TokenStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// What a store of tokens does on whatever database.
interface TokenStoreContract {
  Instant NOW = Instant.parse("2026-11-22T12:00:00Z");

  /// The database of this test.
  Database database();

  private TokenStore tokens() {
    return new SqlTokenStore(database());
  }

  @Test
  default void token_isFoundByItsHash_andToldOfInTheAuditLog() {
    Token token = token("1", Optional.of(NOW.plus(Duration.ofDays(1))));
    tokens().add(token, "hash-1", entry("token.make"));
    assertThat(tokens().find("hash-1")).contains(token);
    assertThat(tokens().find("hash-2")).isEmpty();
    assertThat(audited()).containsExactly("token.make");
  }

  @Test
  default void token_ofTenants_staysOfThem() {
    Grant grant = Grant.ofTenants(Set.of(Scope.READ), Set.of("shop", "bank"));
    Token token = new Token("1", "me", grant, NOW, Optional.empty(), Optional.empty());
    tokens().add(token, "hash-1", entry("token.make"));
    assertThat(tokens().find("hash-1")).contains(token);
  }

  @Test
  default void end_onlyEverComesSooner() {
    Instant soon = NOW.plus(Duration.ofHours(1));
    tokens().add(token("1", Optional.empty()), "hash-1", entry("token.make"));
    assertThat(tokens().end("1", soon, entry("token.end"))).isTrue();
    assertThat(tokens().end("1", soon.plus(Duration.ofHours(1)), entry("token.end"))).isFalse();
    assertThat(tokens().end("2", soon, entry("token.end"))).isFalse();
    assertThat(tokens().all()).extracting(Token::expiresAt).containsExactly(Optional.of(soon));
    assertThat(audited()).containsExactly("token.end", "token.make");
  }

  @Test
  default void used_isKept() {
    tokens().add(token("1", Optional.empty()), "hash-1", entry("token.make"));
    tokens().used("1", NOW);
    assertThat(tokens().find("hash-1").orElseThrow().usedAt()).contains(NOW);
  }

  private List<String> audited() {
    AuditQuery all = new AuditQuery("", Optional.of(NOW), Optional.empty(), Optional.empty(), 9);
    return new SqlAuditLog(database())
        .find(all).stream()
            .map(AuditLog.Numbered::entry)
            .map(AuditEntry::what)
            .filter(what -> what.startsWith("token."))
            .toList();
  }

  private static Token token(String id, Optional<Instant> expires) {
    return new Token(
        id,
        "agents",
        Grant.ofAll(Set.of(Scope.INGEST, Scope.READ)),
        NOW,
        expires,
        Optional.empty());
  }

  private static AuditEntry entry(String what) {
    return AuditEntry.done(NOW, new Actor("me", "127.0.0.1"), what, "1", "");
  }
}
