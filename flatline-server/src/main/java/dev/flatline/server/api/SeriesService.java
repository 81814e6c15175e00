package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.formats.report.FindingSeries;
import dev.flatline.formats.report.SeriesJson;
import dev.flatline.server.http.Problem;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Property;
import dev.flatline.server.openapi.Schema;
import dev.flatline.server.recent.SeriesStore;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/// What a workload did around its finding, with an entity tag: `GET /api/v1/findings/{id}/series`.
public final class SeriesService implements HttpService {
  private static final Schema SPREAD = Schema.listOf(Schema.number(), 3);

  private static final Schema POINT =
      Schema.ofObject(
          "SeriesPoint",
          "A point: of what was measured the least, the mean and the greatest of its samples.",
          List.of(
              Property.required("at", Schema.time(), "When."),
              Property.optional("cpu", SPREAD, "CPU, a share of what the workload may use."),
              Property.optional("network", SPREAD, "Bytes a second, received and sent."),
              Property.optional("disk", SPREAD, "Bytes a second, read and written."),
              Property.optional("gpu", SPREAD, "The GPU, a share of the time."),
              Property.optional("power", SPREAD, "Watts that the GPU draws."),
              Property.optional("pcie", SPREAD, "Bytes a second, received and sent by the GPU.")));

  private static final Schema SERIES =
      Schema.ofObject(
          "Series",
          "What a workload did around its finding.",
          List.of(
              Property.required("finding", Schema.text(), "The finding's id."),
              Property.required(
                  "points", Schema.listOf(POINT, FindingSeries.MOST_POINTS), "The oldest first.")));

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("getFindingSeries", "What a workload did around its finding, with an ETag.")
          .answersJson(200, "The points.", SERIES)
          .answersNothing(304, "It is still what If-None-Match names.")
          .refuses(404, "There is no such finding.");

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
