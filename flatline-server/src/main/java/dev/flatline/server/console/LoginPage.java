package dev.flatline.server.console;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.Cookie;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.QueryParams;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.formats.html.Element;
import dev.flatline.server.console.ConsolePage.Tab;
import dev.flatline.server.guard.Logins;
import java.util.Optional;

/// Where people log in with a token: `GET /login` and `POST /login`.
public final class LoginPage implements HttpService {
  /// A token and the address of a page.
  public static final long MOST_BYTES = 16 << 10;

  private final Logins logins;
  private final Optional<String> provider;
  private final String version;

  /// @param provider name of the one by which people log in too; empty where there is none
  /// @param version of Flatline
  public LoginPage(Logins logins, Optional<String> provider, String version) {
    this.provider = provider;
    this.logins = logins;
    this.version = version;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (request.method() == HttpMethod.GET) {
      return page(HttpStatus.OK, to(context.queryParams()), "");
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(whole -> login(whole, context), context.blockingTaskExecutor()));
  }

  private HttpResponse login(AggregatedHttpRequest request, ServiceRequestContext context) {
    if (!logins.allows(context)) {
      logins.notLookedAt(context);
      return LoginFailure.tooMany();
    }
    QueryParams form = QueryParams.fromQueryString(request.contentUtf8());
    Optional<Cookie> cookie = logins.byToken(form.get("token", "").strip(), context);
    if (cookie.isEmpty()) {
      return page(HttpStatus.FORBIDDEN, to(form), "This token is not known, or it is over.");
    }
    return HttpResponse.of(
        ResponseHeaders.builder(HttpStatus.SEE_OTHER)
            .set("Location", to(form))
            .cookie(cookie.get())
            .build());
  }

  private static String to(QueryParams asked) {
    return LocalAddress.of(asked.get("to", ""));
  }

  private HttpResponse page(HttpStatus status, String to, String problem) {
    Element form =
        Element.of("form", "login")
            .with("action", "/login")
            .with("method", "post")
            .add(
                Controls.labelled(
                    "Token",
                    Element.of("input")
                        .with("type", "password")
                        .with("name", "token")
                        .with("required", "")
                        .with("autofocus", "")
                        .with("autocomplete", "current-password")))
            .add(Element.of("input").with("type", "hidden").with("name", "to").with("value", to))
            .add(Controls.submit("Log in"));
    Element main = Element.of("main").add(Element.of("h1").text("Who are you?"));
    if (!problem.isEmpty()) {
      main.add(Element.of("p", "alarm").with("role", "alert").text(problem));
    }
    provider.ifPresent(name -> main.add(OidcBegin.link(name, to)));
    main.add(
            Element.of("p", "lead")
                .text("Log in with a token that may read. Who has the scope ")
                .add(Element.of("code").text("admin"))
                .text(" makes one: ")
                .add(Element.of("code").text("flatline token create")))
        .add(form);
    return new ConsolePage(Tab.NONE, "Log in", version).of(status, main);
  }
}
