package dev.flatline.server.guard;

import dev.flatline.core.finding.Actor;
import dev.flatline.server.audit.AuditEntry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/// The tokens of a server: made, shown, replaced, revoked.
public final class Tokens {
  /// How long what the store said of a token holds: a revoked one is refused that much later.
  static final Duration REMEMBERED = Duration.ofSeconds(5);

  private static final Duration USE_NOTED_EVERY = Duration.ofMinutes(1);

  private static final int MOST_REMEMBERED = 1_000;

  private final TokenStore store;
  private final Clock clock;
  private final Map<String, Known> known = new BoundedMap<>(MOST_REMEMBERED);

  /// @param store where they are kept
  public Tokens(TokenStore store, Clock clock) {
    this.store = store;
    this.clock = clock;
  }

  private record Known(Token token, Instant asked) {}

  /// A token and its text, which is shown this once.
  ///
  /// @param token what is kept
  /// @param text what its owner keeps
  public record Made(Token token, String text) {}

  /// Makes one.
  ///
  /// @throws IllegalArgumentException where the name cannot be, or it is over
  public Made make(String name, Grant grant, Optional<Instant> expiresAt, Actor by) {
    Instant now = clock.instant();
    if (expiresAt.isPresent() && !expiresAt.get().isAfter(now)) {
      throw new IllegalArgumentException("expires: " + expiresAt.get() + " is over already");
    }
    TokenText text = TokenText.random();
    Token token =
        new Token(UUID.randomUUID().toString(), name, grant, now, expiresAt, Optional.empty());
    store.add(token, text.hash(), AuditEntry.done(now, by, "token.make", name, told(token)));
    return new Made(token, text.value());
  }

  /// One for whoever may write the data folder, where nobody has one that may make others.
  ///
  /// @return its text; empty where somebody has one
  public Optional<Made> makeFirst(Actor by) {
    Instant now = clock.instant();
    boolean someone =
        store.all().stream()
            .anyMatch(token -> token.grant().scopes().contains(Scope.ADMIN) && token.holdsAt(now));
    return someone
        ? Optional.empty()
        : Optional.of(
            make("first-admin", Grant.ofAll(EnumSet.of(Scope.ADMIN)), Optional.empty(), by));
  }

  /// Makes another like it; the old one holds for a while yet.
  ///
  /// @return empty where there is none with this id, or it is over
  public Optional<Made> replace(String id, Duration grace, Actor by) {
    Instant now = clock.instant();
    Optional<Token> old =
        store.all().stream().filter(one -> one.id().equals(id) && one.holdsAt(now)).findFirst();
    return old.map(
        token -> {
          Made made = make(token.name(), token.grant(), token.expiresAt(), by);
          end(id, now.plus(grace), by);
          return made;
        });
  }

  /// Revokes one.
  ///
  /// @return whether there was one with this id
  public boolean revoke(String id, Actor by) {
    return end(id, clock.instant(), by);
  }

  private boolean end(String id, Instant at, Actor by) {
    boolean ended =
        store.end(id, at, AuditEntry.done(clock.instant(), by, "token.end", id, "ends at " + at));
    forget();
    return ended;
  }

  /// All, in the order in which they were made.
  public List<Token> all() {
    return store.all();
  }

  /// Who shows this text; empty where nobody may.
  Optional<Caller> callerOf(String text) {
    TokenText shown = new TokenText(text);
    return shown.isWellFormed() ? callerOfHash(shown.hash()) : Optional.empty();
  }

  /// Who shows the text of this hash; empty where nobody may.
  Optional<Caller> callerOfHash(String hash) {
    Instant now = clock.instant();
    return known(hash, now)
        .filter(token -> token.holdsAt(now))
        .map(token -> new Caller(token.name(), List.of(token.grant())));
  }

  private Optional<Token> known(String hash, Instant now) {
    Optional<Token> remembered = remembered(hash, now);
    if (remembered.isPresent()) {
      return remembered;
    }
    Optional<Token> found = store.find(hash);
    found.ifPresent(token -> remember(hash, token, now));
    return found;
  }

  private synchronized Optional<Token> remembered(String hash, Instant now) {
    Known one = known.get(hash);
    return one == null || one.asked.plus(REMEMBERED).isBefore(now)
        ? Optional.empty()
        : Optional.of(one.token);
  }

  private void remember(String hash, Token token, Instant now) {
    boolean noted = token.usedAt().filter(at -> at.plus(USE_NOTED_EVERY).isAfter(now)).isPresent();
    if (!noted) {
      store.used(token.id(), now);
    }
    synchronized (this) {
      known.remove(hash);
      known.put(hash, new Known(token, now));
    }
  }

  private synchronized void forget() {
    known.clear();
  }

  private static String told(Token token) {
    return token.grant() + token.expiresAt().map(at -> " until " + at).orElse("");
  }
}
