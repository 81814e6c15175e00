package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.formats.explain.Timeline;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.http.Problem;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JsonGenerator;

/// Everything of one finding in order of time: `GET /api/v1/findings/{id}/timeline`.
public final class TimelineService implements HttpService {
  private final Timelines timelines;

  /// @param timelines of every finding
  public TimelineService(Timelines timelines) {
    this.timelines = timelines;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String id = String.valueOf(context.pathParam("id"));
    return HttpResponse.of(
        CompletableFuture.supplyAsync(() -> answer(id), context.blockingTaskExecutor()));
  }

  private HttpResponse answer(String id) {
    return timelines
        .find(id)
        .map(
            timeline ->
                HttpResponse.of(
                    HttpStatus.OK,
                    MediaType.JSON_UTF_8,
                    JsonText.of(json -> write(timeline, json))))
        .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "there is no finding with the id " + id));
  }

  private static void write(Timeline timeline, JsonGenerator json) {
    json.writeName("timeline").writeStartArray();
    for (Timeline.Entry entry : timeline.entries()) {
      json.writeStartObject();
      json.writeStringProperty("at", entry.at().toString());
      json.writeStringProperty("kind", entry.kind().label());
      json.writeStringProperty("text", entry.text());
      json.writeEndObject();
    }
    json.writeEndArray();
  }
}
