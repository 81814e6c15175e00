package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.formats.html.Element;
import dev.flatline.server.guard.Logins;
import dev.flatline.server.oidc.OidcException;
import dev.flatline.server.oidc.OidcLogin;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;

/// Sends a browser to the provider by which people log in: `GET /login/oidc`.
public final class OidcBegin implements HttpService {
  /// Its address.
  public static final String PATH = "/login/oidc";

  private final OidcLogin provider;
  private final Logins logins;
  private final String version;

  /// @param version of Flatline
  public OidcBegin(OidcLogin provider, Logins logins, String version) {
    this.provider = provider;
    this.logins = logins;
    this.version = version;
  }

  /// Leads here.
  ///
  /// @param name of the provider
  /// @param to the page to go on to
  static Element link(String name, String to) {
    return Element.of("p", "provider")
        .add(
            Element.of("a", "button")
                .with("href", PATH + "?to=" + URLEncoder.encode(to, StandardCharsets.UTF_8))
                .text("Log in with " + name));
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String to = LocalAddress.of(context.queryParams().get("to", ""));
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> begin(to, context), context.blockingTaskExecutor()));
  }

  private HttpResponse begin(String to, ServiceRequestContext context) {
    if (!logins.allowsByProvider(context)) {
      logins.notLookedAt(context);
      return LoginFailure.tooMany();
    }
    try {
      OidcLogin.Begun begun = provider.begin(to);
      return HttpResponse.of(
          ResponseHeaders.builder(HttpStatus.SEE_OTHER)
              .set("Location", begun.to().toString())
              .set("Cache-Control", "no-store")
              .set("Referrer-Policy", "no-referrer")
              .cookie(begun.cookie())
              .build());
    } catch (OidcException e) {
      logins.missedByProvider(String.valueOf(e.getMessage()), context);
      return new LoginFailure(e, provider.name(), to, version).page();
    }
  }
}
