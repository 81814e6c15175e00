package dev.flatline.server.guard;

import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/// Who is logged in with a browser. A session ends with the server, after [#LONGEST], or after
/// [#IDLE] in which nobody asked for anything (OWASP ASVS 5.0, 7.3); with the token that opened it
/// too.
final class Sessions {
  /// A day of work.
  static final Duration LONGEST = Duration.ofHours(12);

  /// A page that is left open goes on where it renews itself by the clock, as `/health` does. One
  /// that waits for news asks for nothing meanwhile.
  static final Duration IDLE = Duration.ofHours(1);

  private static final int MOST = 10_000;

  private static final int RANDOM_BYTES = 32;

  private static final SecureRandom RANDOM = new SecureRandom();

  private final Clock clock;
  private final Map<String, Session> byKey = new BoundedMap<>(MOST);

  Sessions(Clock clock) {
    this.clock = clock;
  }

  private record Session(Supplier<Optional<Caller>> caller, Instant begun, Instant seen) {
    boolean holdsAt(Instant now) {
      return now.isBefore(begun.plus(LONGEST)) && now.isBefore(seen.plus(IDLE));
    }
  }

  /// Begins one.
  ///
  /// @param caller who it is, asked anew each time; empty once they may not any more
  /// @return the key, which only the browser keeps
  synchronized String begin(Supplier<Optional<Caller>> caller) {
    byte[] bits = new byte[RANDOM_BYTES];
    RANDOM.nextBytes(bits);
    String key = Base64.getUrlEncoder().withoutPadding().encodeToString(bits);
    Instant now = clock.instant();
    byKey.put(hash(key), new Session(caller, now, now));
    return key;
  }

  /// Who holds this key.
  Optional<Caller> callerOf(String key) {
    Optional<Session> session = seen(hash(key), clock.instant());
    return session.flatMap(one -> one.caller.get());
  }

  private synchronized Optional<Session> seen(String hash, Instant now) {
    Session session = byKey.get(hash);
    if (session == null) {
      return Optional.empty();
    }
    if (!session.holdsAt(now)) {
      byKey.remove(hash);
      return Optional.empty();
    }
    byKey.put(hash, new Session(session.caller, session.begun, now));
    return Optional.of(session);
  }

  synchronized void end(String key) {
    byKey.remove(hash(key));
  }

  private static String hash(String key) {
    return new TokenText(key).hash();
  }
}
