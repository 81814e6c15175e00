package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.flatline.formats.html.Element;
import dev.flatline.server.console.ConsolePage.Tab;
import dev.flatline.server.guard.Logins;
import dev.flatline.server.http.Problem;
import dev.flatline.server.oidc.OidcException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// The page that says why somebody is not logged in, and what they can do.
///
/// @param failure what happened
/// @param provider its name
/// @param to the page they wanted
/// @param version of Flatline
record LoginFailure(OidcException failure, String provider, String to, String version) {
  private static final Logger LOG = LoggerFactory.getLogger(LoginFailure.class);

  private static final long RETRY_SECONDS = 60;

  /// To an address from which too many logins failed.
  static HttpResponse tooMany() {
    return Problem.tryAgain(
        HttpStatus.TOO_MANY_REQUESTS, RETRY_SECONDS, "too many logins failed: wait a minute");
  }

  HttpResponse page() {
    if (failure.reason() == OidcException.Reason.UNREACHABLE) {
      LOG.warn("nobody can log in: {}", failure.detail());
    }
    HttpStatus status =
        switch (failure.reason()) {
          case UNREACHABLE -> HttpStatus.SERVICE_UNAVAILABLE;
          case NOT_BEGUN, REFUSED, NO_GROUP -> HttpStatus.FORBIDDEN;
        };
    return new ConsolePage(Tab.NONE, "Not logged in", version)
        .of(
            status,
            Element.of("main")
                .add(Element.of("h1").text("You are not logged in"))
                .add(
                    Element.of("p", "alarm").with("role", "alert").text(failure.getMessage() + "."))
                .add(Element.of("p", "lead").text(advice()))
                .add(
                    Element.of("p", "next")
                        .add(
                            Element.of("a")
                                .with("href", Logins.address(to))
                                .text("Log in again"))));
  }

  private String advice() {
    return switch (failure.reason()) {
      case UNREACHABLE ->
          "Who has a token can log in with it meanwhile. Whoever runs this server finds more in its"
              + " log.";
      case NOT_BEGUN, REFUSED ->
          "Begin once more, in one window. Where it fails again, ask whoever runs this server.";
      case NO_GROUP ->
          "Ask whoever runs this server or "
              + provider
              + ": a group of yours has to stand under oidc in the server's configuration.";
    };
  }
}
