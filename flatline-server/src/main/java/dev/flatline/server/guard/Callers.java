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
  public interface Certificates {
    /// The name by which a client is known that showed a certificate; empty where it showed none
    /// that is good.
    Optional<String> name(@Nullable SSLSession session);

    /// Whose certificate a client showed that is not good, and why; empty where it showed none, or
    /// a good one. As [#name] last found it.
    Optional<String> refusal(@Nullable SSLSession session);
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

  /// Why nobody is known who asks so.
  String whyUnknown(Optional<String> token, ServiceRequestContext context) {
    if (token.isPresent()) {
      return "shows a token that is not known, or is over";
    }
    return certificates
        .refusal(context.sslSession())
        .map(refusal -> "shows a certificate that is refused: " + refusal)
        .orElse("shows none");
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
