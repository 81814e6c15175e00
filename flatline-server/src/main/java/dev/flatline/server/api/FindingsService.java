package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.server.http.Problem;
import dev.flatline.server.openapi.Operation;
import java.util.concurrent.CompletableFuture;

/// Pages of findings as JSON: `GET /api/v1/findings`.
public final class FindingsService implements HttpService {
  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("listFindings", "A page of findings.")
          .with(FindingParameters.KNOWN)
          .answersJson(200, "The page.", FindingDocuments.PAGE)
          .refuses(400, "A parameter cannot be understood.");

  private final FindingDocuments findings;

  /// @param findings as JSON
  public FindingsService(FindingDocuments findings) {
    this.findings = findings;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    FindingQuery query;
    try {
      query = FindingParameters.query(context.queryParams(), findings.clock().instant());
    } catch (IllegalArgumentException e) {
      return Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> page(query), context.blockingTaskExecutor()));
  }

  private HttpResponse page(FindingQuery query) {
    return HttpResponse.of(
        HttpStatus.OK, MediaType.JSON_UTF_8, HttpData.ofUtf8(findings.page(query)));
  }
}
