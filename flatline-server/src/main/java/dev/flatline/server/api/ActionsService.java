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
import dev.flatline.server.http.JsonText;
import dev.flatline.server.http.Problem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JsonGenerator;

/// What was done with a finding, the newest first: `GET /api/v1/findings/{id}/actions`.
public final class ActionsService implements HttpService {
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
    return HttpResponse.of(
        HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(json -> write(done, json)));
  }

  private static void write(List<FindingAction> done, JsonGenerator json) {
    json.writeName("actions").writeStartArray();
    for (FindingAction one : done) {
      Action action = one.action();
      json.writeStartObject();
      json.writeStringProperty("action", action.kind().label());
      json.writeStringProperty("by", action.by().name());
      json.writeStringProperty("from", action.by().address());
      json.writeStringProperty("at", action.at().toString());
      json.writeStringProperty("severity", one.severity().label());
      json.writeStringProperty("reason", action.reason());
      action.until().ifPresent(until -> json.writeStringProperty("until", until.toString()));
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
