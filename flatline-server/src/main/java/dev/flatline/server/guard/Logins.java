package dev.flatline.server.guard;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.BrowserCookie;
import dev.flatline.server.http.RefusalLog;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// Lets people in with a browser, and out again.
public final class Logins {
  /// The longest session.
  public static final Duration LONGEST_SESSION = Sessions.LONGEST;

  private final Tokens tokens;
  private final Sessions sessions;
  private final BrowserCookie cookie;
  private final Refusals refusals;
  private final LoginLog log;

  Logins(Tokens tokens, Sessions sessions, BrowserCookie cookie, Refusals refusals, LoginLog log) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.cookie = cookie;
    this.refusals = refusals;
    this.log = log;
  }

  /// Where people log in who want to see this.
  public static String address(String wanted) {
    return "/login?to=" + URLEncoder.encode(wanted, StandardCharsets.UTF_8);
  }

  /// Whether one more attempt from this address is looked at.
  public boolean allows(ServiceRequestContext context) {
    return refusals.allowsLogin(context);
  }

  /// Begins a session for whoever shows a token; it ends with the token. May ask the store.
  ///
  /// @return the cookie to set; empty where the token is not known, or is over
  public Optional<Cookie> byToken(String token, ServiceRequestContext context) {
    Optional<Caller> caller = tokens.callerOf(token);
    if (caller.isEmpty()) {
      refusals.loginFailed("logs in with a token that is not known, or is over", context);
      return Optional.empty();
    }
    String hash = new TokenText(token).hash();
    log.loggedIn(caller.get(), "by a token", context);
    return Optional.of(holding(sessions.begin(() -> tokens.callerOfHash(hash))));
  }

  /// Begins a session for somebody whom a provider vouches for. Asks the store.
  ///
  /// @param longest after which it ends, at most [#LONGEST_SESSION]
  /// @param detail what the audit log is told
  /// @return the cookie to set
  public Cookie byProvider(
      Caller caller, Duration longest, String detail, ServiceRequestContext context) {
    log.loggedIn(caller, detail, context);
    Instant end = log.now().plus(longest);
    return holding(
        sessions.begin(() -> log.now().isBefore(end) ? Optional.of(caller) : Optional.empty()));
  }

  /// Whether one more attempt by the provider from this address is looked at.
  public boolean allowsByProvider(ServiceRequestContext context) {
    return refusals.allowsProviderLogin(context);
  }

  /// Tells of a login by a provider that failed, and counts it as an attempt.
  ///
  /// @param why it did
  public void failedByProvider(String why, ServiceRequestContext context) {
    refusals.providerLoginFailed(why, context);
  }

  /// Tells of a login by a provider that never was an attempt: nobody began it here, or the
  /// provider could not be asked.
  ///
  /// @param why it was none
  public void missedByProvider(String why, ServiceRequestContext context) {
    refusals.refused(RefusalLog.UNKNOWN, why, context);
  }

  /// Tells of a login that was not looked at, because too many from its address failed before it.
  public void notLookedAt(ServiceRequestContext context) {
    refusals.refused(RefusalLog.UNKNOWN, "logs in though too many of its logins failed", context);
  }

  /// Ends the session of a request.
  ///
  /// @return the cookie to set
  public Cookie out(HttpRequest request) {
    cookie.value(request).ifPresent(sessions::end);
    return cookie.gone();
  }

  private Cookie holding(String key) {
    return cookie.holding(key, Sessions.LONGEST);
  }
}
