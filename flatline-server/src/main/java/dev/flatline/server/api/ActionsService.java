package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.FindingAction;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.core.finding.Severity;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.http.Problem;
import dev.flatline.server.openapi.JsonShape;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Schema;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What was done with a finding, the newest first: `GET /api/v1/findings/{id}/actions`.
public final class ActionsService implements HttpService {
  private static final JsonShape<FindingAction> ACTION =
      JsonShape.<FindingAction>of("FindingAction", "What somebody did with a finding.")
          .text(
              "action",
              Schema.oneOf(Action.Kind.values()),
              "What was done.",
              one -> one.action().kind().label())
          .text("by", "Who did it.", one -> one.action().by().name())
          .text("from", "The address they did it from.", one -> one.action().by().address())
          .time("at", "When.", one -> one.action().at())
          .text(
              "severity",
              Schema.oneOf(Severity.values()),
              "The finding's then.",
              one -> one.severity().label())
          .text("reason", "Why; empty where none was given.", one -> one.action().reason())
          .perhapsTime("until", "When a suppression ends.", one -> one.action().until())
          .build();

  private static final JsonShape<List<FindingAction>> SHAPE =
      JsonShape.<List<FindingAction>>of("FindingActions", "What was done, the newest first.")
          .objects("actions", ACTION, "What was done.", done -> done)
          .build();

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("listActions", "What people did with a finding, the newest first.")
          .answersJson(200, "What they did.", SHAPE.schema())
          .refuses(404, "There is no such finding.");

  /// Nobody reads more; the audit log has all.
  private static final int MOST = 1000;

  private final FindingStore findings;
  private final ActionStore actions;

  /// @param findings where they are kept
  /// @param actions where it is kept what people did
  public ActionsService(FindingStore findings, ActionStore actions) {
    this.findings = findings;
    this.actions = actions;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String id = String.valueOf(context.pathParam("id"));
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> answer(id), context.blockingTaskExecutor()));
  }

  private HttpResponse answer(String id) {
    List<FindingAction> done = actions.actions(id, MOST);
    if (done.isEmpty() && findings.find(id).isEmpty()) {
      return Problem.of(HttpStatus.NOT_FOUND, "there is no finding with the id " + id);
    }
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(SHAPE, done));
  }
}
