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
import dev.flatline.server.openapi.JsonShape;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Schema;
import java.util.concurrent.CompletableFuture;

/// Everything of one finding in order of time: `GET /api/v1/findings/{id}/timeline`.
public final class TimelineService implements HttpService {
  private static final JsonShape<Timeline.Entry> ENTRY =
      JsonShape.<Timeline.Entry>of("TimelineEntry", "One thing that happened.")
          .time("at", "When.", Timeline.Entry::at)
          .text(
              "kind",
              Schema.oneOf(Timeline.Kind.values()),
              "What kind of thing it is.",
              entry -> entry.kind().label())
          .text("text", "The same in words.", Timeline.Entry::text)
          .build();

  private static final JsonShape<Timeline> SHAPE =
      JsonShape.<Timeline>of("Timeline", "What happened around a finding.")
          .objects("timeline", ENTRY, "The oldest first.", Timeline::entries)
          .build();

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("getFindingTimeline", "Everything of a finding, in order of time.")
          .answersJson(200, "What happened.", SHAPE.schema())
          .refuses(404, "There is no such finding.");

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
                HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(SHAPE, timeline)))
        .orElseGet(() -> Problem.of(HttpStatus.NOT_FOUND, "there is no finding with the id " + id));
  }
}
