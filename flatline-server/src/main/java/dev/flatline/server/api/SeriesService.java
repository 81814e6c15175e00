package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.formats.report.SeriesJson;
import dev.flatline.server.http.Problem;
import dev.flatline.server.recent.SeriesStore;
import java.util.concurrent.CompletableFuture;

/// What a workload did around its finding, with an entity tag: `GET /api/v1/findings/{id}/series`.
public final class SeriesService implements HttpService {
  private final FindingStore findings;
  private final SeriesStore series;

  /// @param series what is needed to draw findings
  public SeriesService(FindingStore findings, SeriesStore series) {
    this.findings = findings;
    this.series = series;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String id = String.valueOf(context.pathParam("id"));
    String known = request.headers().get(HttpHeaderNames.IF_NONE_MATCH, "");
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> answer(id, known), context.blockingTaskExecutor()));
  }

  private HttpResponse answer(String id, String known) {
    return findings.find(id).isPresent()
        ? TaggedJson.of(SeriesJson.encode(id, series.find(id)) + "\n", known)
        : Problem.of(HttpStatus.NOT_FOUND, "there is no finding with the id " + id);
  }
}
