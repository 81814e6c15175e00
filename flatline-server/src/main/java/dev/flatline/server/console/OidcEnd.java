package dev.flatline.server.console;

import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.guard.Logins;
import dev.flatline.server.oidc.OidcException;
import dev.flatline.server.oidc.OidcLogin;
import java.util.concurrent.CompletableFuture;

/// Where the provider sends browsers back to: `GET /login/oidc/callback`.
public final class OidcEnd implements HttpService {
  private final OidcLogin provider;
  private final Logins logins;
  private final String version;

  /// @param version of Flatline
  public OidcEnd(OidcLogin provider, Logins logins, String version) {
    this.provider = provider;
    this.logins = logins;
    this.version = version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> end(request, context), context.blockingTaskExecutor()));
  }

  private HttpResponse end(HttpRequest request, ServiceRequestContext context) {
    if (!logins.allowsByProvider(context)) {
      logins.notLookedAt(context);
      return LoginFailure.tooMany();
    }
    try {
      OidcLogin.Done done = provider.end(request, context.queryParams());
      Cookie session = logins.byProvider(done.caller(), provider.longest(), done.detail(), context);
      return HttpResponse.of(
          ResponseHeaders.builder(HttpStatus.SEE_OTHER)
              .set("Location", LocalAddress.of(done.wanted()))
              .set("Cache-Control", "no-store")
              .cookies(session, provider.forget())
              .build());
    } catch (OidcException e) {
      tell(e, context);
      return new LoginFailure(e, provider.name(), "", version)
          .page()
          .mapHeaders(headers -> headers.toBuilder().cookie(provider.forget()).build());
    }
  }

  /// A page of another site can make a browser come here with nothing begun, and a provider can be
  /// down: neither is an attempt to get in.
  private void tell(OidcException failure, ServiceRequestContext context) {
    String why = String.valueOf(failure.getMessage());
    switch (failure.reason()) {
      case NOT_BEGUN, UNREACHABLE -> logins.missedByProvider(why, context);
      case REFUSED, NO_GROUP -> logins.failedByProvider(why, context);
    }
  }
}
