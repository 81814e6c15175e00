package dev.flatline.server.guard;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.BrowserCookie;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLSession;
import org.jspecify.annotations.Nullable;

/// Knows who asks: by a token, by the session of a browser, or by the certificate of a client.
public final class Callers {
  private static final Grant SENDING = Grant.ofAll(Set.of(Scope.INGEST));

  private final Tokens tokens;
  private final Sessions sessions;
  private final BrowserCookie cookie;
  private final Certificates certificates;
  private final OwnToken own;

  /// Knows the names of clients.
  @FunctionalInterface
  public interface Certificates {
    /// The name by which a client is known that showed a certificate; empty where it showed none
    /// that is good.
    Optional<String> name(@Nullable SSLSession session);
  }

  Callers(
      Tokens tokens,
      Sessions sessions,
      BrowserCookie cookie,
      Certificates certificates,
      OwnToken own) {
    this.own = own;
    this.tokens = tokens;
    this.sessions = sessions;
    this.cookie = cookie;
    this.certificates = certificates;
  }

  Optional<String> sessionKey(HttpRequest request) {
    return cookie.value(request);
  }

  /// A token counts before a session, and that before a certificate. May ask the store.
  Optional<Caller> of(
      Optional<String> token, Optional<String> session, ServiceRequestContext context) {
    if (token.isPresent()) {
      return own.is(token.get()) ? Optional.of(own.caller()) : tokens.callerOf(token.get());
    }
    return session
        .flatMap(sessions::callerOf)
        .or(
            () ->
                certificates
                    .name(context.sslSession())
                    .map(name -> new Caller(name, List.of(SENDING))));
  }
}
