package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.Problem;
import dev.flatline.server.openapi.Operation;
import java.util.concurrent.CompletableFuture;

/// One finding as JSON, with an entity tag: `GET /api/v1/findings/{id}`.
public final class FindingService implements HttpService {
  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("getFinding", "One finding, with what people make of it, and an ETag.")
          .answersJson(200, "The finding.", FindingDocuments.FINDING)
          .answersNothing(304, "It is still what If-None-Match names.")
          .refuses(404, "There is no such finding.");

  private final FindingDocuments findings;

  /// @param findings as JSON
  public FindingService(FindingDocuments findings) {
    this.findings = findings;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String id = String.valueOf(context.pathParam("id"));
    String known = request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "");
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> answer(id, known), context.blockingTaskExecutor()));
  }

  private HttpResponse answer(String id, String known) {
    return findings
        .find(id)
        .map(document -> TaggedJson.of(document + "\n", known))
        .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "there is no finding with the id " + id));
  }
}
