package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.poll.PollCounts;
import dev.flatline.server.poll.Polls;
import java.time.Instant;
import tools.jackson.core.JsonGenerator;

/// How the servers that are polled can be read: `GET /health/sources`.
public final class SourcesService implements HttpService {
  private static final double MILLIS = 1_000;

  private final Polls polls;

  /// Of these polls.
  public SourcesService(Polls polls) {
    this.polls = polls;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(this::write));
  }

  private void write(JsonGenerator json) {
    json.writeName("sources").writeStartArray();
    polls.counts().forEach(poll -> write(poll, json));
    json.writeEndArray();
  }

  private void write(PollCounts poll, JsonGenerator json) {
    json.writeStartObject();
    json.writeStringProperty("server", poll.server());
    json.writeStringProperty("read_to", Instant.ofEpochMilli(poll.reachedMillis()).toString());
    json.writeNumberProperty("behind_seconds", poll.behindMillis() / MILLIS);
    json.writeNumberProperty("workloads_without_cpu", poll.withoutCpu());
    poll.failing().ifPresent(why -> json.writeStringProperty("failing", why));
    json.writeEndObject();
  }
}
