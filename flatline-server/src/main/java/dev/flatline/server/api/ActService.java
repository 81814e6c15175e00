package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.Actor;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.http.Problem;
import dev.flatline.server.http.RequestActor;
import dev.flatline.server.openapi.JsonShape;
import dev.flatline.server.openapi.Operation;
import java.time.Clock;
import java.util.Set;
import java.util.stream.Collectors;

/// Does something with findings, with all that a request names or with none of them:
/// `POST /api/v1/findings/actions`.
public final class ActService implements HttpService {
  /// The most that a request may have: a thousand ids and the longest reason take a third of it.
  public static final long MOST_BYTES = 256 << 10;

  /// An answer names some, not a thousand.
  private static final int NAMED_UNKNOWN = 10;

  private static final JsonShape<Integer> DONE =
      JsonShape.<Integer>of("ActionDone", "Something was done with findings.")
          .count("done", "With how many.", Integer::longValue)
          .build();

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("actOnFindings", "Does something with findings, with all or with none.")
          .takesJson(ActionRequest.SCHEMA)
          .answersJson(200, "It was done.", DONE.schema())
          .refuses(400, "The body cannot be understood; nothing was done.")
          .refuses(404, "One is not known; nothing was done.")
          .refuses(413, "The body is too large.")
          .refuses(415, "The body is not application/json.");

  private final ActionStore actions;
  private final Runnable changed;
  private final Clock clock;

  /// @param actions where it is kept what people did
  /// @param changed is told after something was done
  /// @param clock that says when they did it
  public ActService(ActionStore actions, Runnable changed, Clock clock) {
    this.actions = actions;
    this.changed = changed;
    this.clock = clock;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    Actor by = RequestActor.of(context);
    return JsonRequests.answer(
        context, request, body -> act(ActionRequest.read(body, by, clock.instant())));
  }

  private HttpResponse act(ActionRequest wanted) {
    Set<String> unknown = actions.act(wanted.ids(), wanted.action());
    if (!unknown.isEmpty()) {
      return nothingDone(unknown);
    }
    changed.run();
    return done(wanted);
  }

  private static HttpResponse done(ActionRequest wanted) {
    return HttpResponse.of(
        HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(DONE, Set.copyOf(wanted.ids()).size()));
  }

  private static HttpResponse nothingDone(Set<String> unknown) {
    String some = unknown.stream().limit(NAMED_UNKNOWN).collect(Collectors.joining(", "));
    String more = unknown.size() > NAMED_UNKNOWN ? " and more" : "";
    return Problem.of(
        HttpStatus.NOT_FOUND, "nothing was done: there is no finding with the id " + some + more);
  }
}
