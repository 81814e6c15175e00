package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.formats.finding.FindingJson;
import dev.flatline.server.http.Problem;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;

/// Pages of findings as JSON: `GET /api/v1/findings`.
public final class FindingsService implements HttpService {
  private final FindingStore store;

  /// @param store where findings are kept
  public FindingsService(FindingStore store) {
    this.store = store;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    FindingQuery query;
    try {
      query = FindingParameters.query(context.queryParams());
    } catch (IllegalArgumentException e) {
      return Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> page(query), context.blockingTaskExecutor()));
  }

  private HttpResponse page(FindingQuery query) {
    List<Finding> findings = store.find(query);
    String array =
        findings.stream().map(FindingJson::encode).collect(Collectors.joining(",\n", "[\n", "\n]"));
    String next =
        findings.size() < query.limit()
            ? "null"
            : '"' + FindingParameters.cursor(FindingQuery.Place.of(findings.getLast())) + '"';
    return HttpResponse.of(
        HttpStatus.OK,
        MediaType.JSON_UTF_8,
        HttpData.ofUtf8("{\"next\":" + next + ",\"findings\":" + array + "}\n"));
  }
}
