package dev.flatline.server.guard;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServiceRequestContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Lets people in with a browser, and out again.
public final class Logins {
  private final Tokens tokens;
  private final Sessions sessions;
  private final SessionCookie cookie;
  private final Refusals refusals;

  Logins(Tokens tokens, Sessions sessions, SessionCookie cookie, Refusals refusals) {
    this.tokens = tokens;
    this.sessions = sessions;
    this.cookie = cookie;
    this.refusals = refusals;
  }

  /// Where people log in who want to see this.
  static String address(String wanted) {
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
      refusals.loginFailed(context);
      return Optional.empty();
    }
    String hash = new TokenText(token).hash();
    return Optional.of(cookie.holding(sessions.begin(() -> tokens.callerOfHash(hash))));
  }

  /// Ends the session of a request.
  ///
  /// @return the cookie to set
  public Cookie out(HttpRequest request) {
    cookie.key(request).ifPresent(sessions::end);
    return cookie.gone();
  }
}
