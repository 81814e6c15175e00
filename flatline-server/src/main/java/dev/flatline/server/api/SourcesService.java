package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.openapi.JsonShape;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.poll.PollCounts;
import dev.flatline.server.poll.Polls;
import java.time.Instant;
import java.util.List;

/// How the servers that are polled can be read: `GET /health/sources`.
public final class SourcesService implements HttpService {
  private static final double MILLIS = 1_000;

  private static final JsonShape<PollCounts> SOURCE =
      JsonShape.<PollCounts>of("Source", "How a server that is polled can be read.")
          .text("server", "Its name in the configuration.", PollCounts::server)
          .time(
              "read_to",
              "Up to when it was read.",
              poll -> Instant.ofEpochMilli(poll.reachedMillis()))
          .number(
              "behind_seconds",
              "How many seconds ago that is.",
              poll -> poll.behindMillis() / MILLIS)
          .count(
              "workloads_without_cpu",
              "Workloads whose CPU it cannot tell.",
              PollCounts::withoutCpu)
          .perhapsText(
              "failing", "Why the last poll failed; missing where it did not.", PollCounts::failing)
          .build();

  private static final JsonShape<List<PollCounts>> SHAPE =
      JsonShape.<List<PollCounts>>of("Sources", "How the servers that are polled can be read.")
          .objects("sources", SOURCE, "The servers.", polls -> polls)
          .build();

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("listSources", "How the servers that are polled can be read.")
          .answersJson(200, "The servers.", SHAPE.schema());

  private final Polls polls;

  /// Of these polls.
  public SourcesService(Polls polls) {
    this.polls = polls;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(SHAPE, polls.counts()));
  }
}
