package dev.flatline.server.guard;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.auth.AuthToken;
import com.linecorp.armeria.common.auth.OAuth2Token;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import com.linecorp.armeria.server.SimpleDecoratingHttpService;
import com.linecorp.armeria.server.auth.AuthTokenExtractors;
import dev.flatline.core.finding.Actor;
import dev.flatline.server.http.Problem;
import dev.flatline.server.http.RefusalLog;
import dev.flatline.server.http.RequestActor;
import dev.flatline.server.http.RequestWorkloads;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/// Lets requests through whose sender may do what they ask for. Who may not is told what is
/// missing, and the audit log too.
public final class Guard {
  private final Callers callers;
  private final Refusals refusals;
  private final boolean required;
  private final Tenants tenants;

  /// @param callers knows who asks
  /// @param refusals are told of who may not
  /// @param required whether everybody has to say who they are; else who says nothing may do
  ///     everything
  /// @param tenants know whose workloads are whose
  public Guard(Callers callers, Refusals refusals, boolean required, Tenants tenants) {
    this.tenants = tenants;
    this.callers = callers;
    this.refusals = refusals;
    this.required = required;
  }

  /// A decorator of services for programs that tell of the whole server: who may do this for some
  /// tenants alone is refused, and so is who may not do it.
  public Function<HttpService, HttpService> asksFor(Scope scope) {
    return service -> new Guarded(service, scope, false, false);
  }

  /// A decorator of services for programs that keep to [RequestWorkloads].
  public Function<HttpService, HttpService> asksTenantsFor(Scope scope) {
    return service -> new Guarded(service, scope, false, true);
  }

  /// A decorator of pages that tell of the whole server: who is not known is led to where they can
  /// log in.
  public Function<HttpService, HttpService> asksReaderFor(Scope scope) {
    return service -> new Guarded(service, scope, true, false);
  }

  /// A decorator of pages that keep to [RequestWorkloads].
  public Function<HttpService, HttpService> asksReaderOfTenantsFor(Scope scope) {
    return service -> new Guarded(service, scope, true, true);
  }

  private final class Guarded extends SimpleDecoratingHttpService {
    private final Scope scope;
    private final boolean page;
    private final boolean tenantsToo;

    Guarded(HttpService service, Scope scope, boolean page, boolean tenantsToo) {
      super(service);
      this.scope = scope;
      this.page = page;
      this.tenantsToo = tenantsToo;
    }

    @Override
    public HttpResponse serve(ServiceRequestContext context, HttpRequest request) throws Exception {
      Optional<String> token = bearer(request);
      Optional<String> session = callers.sessionKey(request);
      if (token.isEmpty() && session.isEmpty() && !required) {
        return pass(Caller.ANYBODY_HERE, context, request);
      }
      return HttpResponse.of(
          CompletableFuture.supplyAsync(
              () -> checked(token, session, context, request), context.blockingTaskExecutor()));
    }

    private HttpResponse checked(
        Optional<String> token,
        Optional<String> session,
        ServiceRequestContext context,
        HttpRequest request) {
      Optional<Caller> caller = callers.of(token, session, context);
      if (caller.isEmpty() && token.isEmpty() && !required) {
        caller = Optional.of(Caller.ANYBODY_HERE);
      }
      if (caller.isEmpty()) {
        return Problem.afterAllOf(request, unknown(token, context));
      }
      if (!caller.get().may(scope)) {
        refusals.refused(caller.get().name(), "lacks the scope " + scope.label(), context);
        return Problem.afterAllOf(
            request,
            HttpStatus.FORBIDDEN,
            caller.get().name() + " may not do this: it lacks the scope " + scope.label());
      }
      if (!tenantsToo && caller.get().tenants(scope).isPresent()) {
        refusals.refused(caller.get().name(), "may see workloads of its tenants alone", context);
        return Problem.afterAllOf(
            request,
            HttpStatus.FORBIDDEN,
            caller.get().name() + " may see workloads of its tenants, and not the server itself");
      }
      try {
        return pass(caller.get(), context, request);
      } catch (Exception e) {
        return HttpResponse.ofFailure(e);
      }
    }

    private HttpResponse unknown(Optional<String> token, ServiceRequestContext context) {
      if (page && token.isEmpty() && context.method() == HttpMethod.GET) {
        return HttpResponse.ofRedirect(HttpStatus.SEE_OTHER, Logins.address(asked(context)));
      }
      refusals.refused(RefusalLog.UNKNOWN, callers.whyUnknown(token, context), context);
      return unauthorized(
          token.isPresent()
              ? "this token is not known, or is over"
              : "send a token: Authorization: Bearer flt_…");
    }

    private HttpResponse pass(Caller caller, ServiceRequestContext context, HttpRequest request)
        throws Exception {
      RequestActor.set(context, new Actor(caller.name(), Refusals.address(context)));
      Optional<Set<String>> of = caller.tenants(scope);
      RequestWorkloads.set(context, tenants.workloads(of), of.isEmpty());
      return unwrap().serve(context, request);
    }
  }

  private static String asked(ServiceRequestContext context) {
    String query = context.query();
    return query == null ? context.path() : context.path() + "?" + query;
  }

  private static HttpResponse unauthorized(String detail) {
    return Problem.of(HttpStatus.UNAUTHORIZED, detail)
        .mapHeaders(
            headers ->
                headers.toBuilder()
                    .set(HttpHeaderNames.WWW_AUTHENTICATE, "Bearer realm=\"flatline\"")
                    .build());
  }

  private static Optional<String> bearer(HttpRequest request) {
    AuthToken token = AuthTokenExtractors.oAuth2().apply(request.headers());
    return token instanceof OAuth2Token bearer
        ? Optional.of(bearer.accessToken())
        : Optional.empty();
  }
}
