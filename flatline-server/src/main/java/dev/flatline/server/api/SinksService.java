package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.outbox.Couriers;
import dev.flatline.server.outbox.SinkStatus;
import java.util.concurrent.CompletableFuture;
import tools.jackson.core.JsonGenerator;

/// How it stands with each sink: `GET /api/v1/sinks`.
public final class SinksService implements HttpService {
  private final Couriers couriers;

  /// @param couriers know it
  public SinksService(Couriers couriers) {
    this.couriers = couriers;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        CompletableFuture.supplyAsync(this::answer, context.blockingTaskExecutor()));
  }

  private HttpResponse answer() {
    return HttpResponse.of(
        HttpStatus.OK,
        MediaType.JSON_UTF_8,
        JsonText.of(
            json -> {
              json.writeName("sinks").writeStartArray();
              couriers.status().forEach(sink -> write(json, sink));
              json.writeEndArray();
            }));
  }

  private static void write(JsonGenerator json, SinkStatus sink) {
    json.writeStartObject();
    json.writeStringProperty("name", sink.name());
    json.writeStringProperty("type", sink.type());
    json.writeNumberProperty("delivered", sink.delivered());
    json.writeNumberProperty("failedAttempts", sink.failed());
    json.writeNumberProperty("turnedAway", sink.withoutRoom());
    json.writeNumberProperty("waiting", sink.backlog().waiting());
    json.writeNumberProperty("deadLetters", sink.backlog().dead());
    sink.backlog()
        .oldest()
        .ifPresent(oldest -> json.writeStringProperty("oldestWaiting", oldest.toString()));
    sink.lastDelivered().ifPresent(at -> json.writeStringProperty("lastDelivered", at.toString()));
    sink.lastError().ifPresent(why -> json.writeStringProperty("lastError", why));
    json.writeEndObject();
  }
}
