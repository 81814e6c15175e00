package dev.flatline.server.console;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.guard.Logins;

/// Ends a session: `POST /logout`.
public final class LogoutService implements HttpService {
  private final Logins logins;

  /// @param logins let people out
  public LogoutService(Logins logins) {
    this.logins = logins;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.SEE_OTHER)
            .set("Location", "/login")
            .cookie(logins.out(request))
            .build());
  }
}
