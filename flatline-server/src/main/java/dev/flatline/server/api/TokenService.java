package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpMethod;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Actor;
import dev.flatline.server.guard.Tokens;
import dev.flatline.server.http.Problem;
import dev.flatline.server.http.RequestActor;
import dev.flatline.server.openapi.Operation;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/// One token: revoked at once by `DELETE /api/v1/tokens/{id}`, replaced by another like it by
/// `POST /api/v1/tokens/{id}/replacement`, after which it holds for an hour yet, so that whoever
/// uses
/// it can change over.
public final class TokenService implements HttpService {
  /// Long enough to bring a new one to a fleet of agents, short enough not to be forgotten.
  private static final Duration GRACE = Duration.ofHours(1);

  /// What is told of revoking one.
  public static final Operation REVOKE =
      Operation.of("revokeToken", "Revokes a token at once.")
          .answersNothing(204, "It is revoked.")
          .refuses(404, "There is no such token.");

  /// What is told of replacing one.
  public static final Operation REPLACE =
      Operation.of(
              "replaceToken", "Makes another token like it; the old one holds for an hour yet.")
          .answersJson(201, "The new token.", TokensService.MADE.schema())
          .refuses(404, "There is no such token.");

  private final Tokens tokens;

  /// @param tokens that are known
  public TokenService(Tokens tokens) {
    this.tokens = tokens;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String id = String.valueOf(context.pathParam("id"));
    Actor by = RequestActor.of(context);
    return HttpResponse.of(
        CompletableFuture.supplyAsync(
            () -> request.method() == HttpMethod.DELETE ? revoked(id, by) : replaced(id, by),
            context.blockingTaskExecutor()));
  }

  private HttpResponse revoked(String id, Actor by) {
    return tokens.revoke(id, by) ? HttpResponse.of(HttpStatus.NO_CONTENT) : unknown(id);
  }

  private HttpResponse replaced(String id, Actor by) {
    return tokens.replace(id, GRACE, by).map(TokensService::made).orElseGet(() -> unknown(id));
  }

  private static HttpResponse unknown(String id) {
    return Problem.of(HttpStatus.NOT_FOUND, "there is no token with the id " + id + " that holds");
  }
}
