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
import dev.flatline.server.openapi.Schema;
import dev.flatline.server.outbox.Couriers;
import dev.flatline.server.outbox.SinkStatus;
import dev.flatline.server.outbox.SinkTrouble;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/// How it stands with each sink: `GET /api/v1/sinks`.
public final class SinksService implements HttpService {
  private static final String TAKING = "taking";

  private static final List<String> STATES =
      Stream.concat(
              Stream.of(TAKING), Stream.of(SinkTrouble.Kind.values()).map(SinksService::label))
          .toList();

  private static final JsonShape<SinkStatus> SINK =
      JsonShape.<SinkStatus>of("Sink", "How it stands with a sink.")
          .text("name", "Its name in the configuration.", SinkStatus::name)
          .text("type", "For example webhook.", SinkStatus::type)
          .text(
              "state",
              Schema.oneOf(STATES),
              "How the last attempt went: taking, also before the first; failing, and tried"
                  + " again; refusing, and what it refuses is given up.",
              sink -> sink.trouble().map(SinkTrouble::kind).map(SinksService::label).orElse(TAKING))
          .count("delivered", "Messages that it took since the start.", SinkStatus::delivered)
          .count("failedAttempts", "Attempts in vain since the start.", SinkStatus::failed)
          .count(
              "turnedAway",
              "Messages that found no room in the outbox since the start.",
              SinkStatus::withoutRoom)
          .count("waiting", "Messages that wait.", sink -> sink.backlog().waiting())
          .count("deadLetters", "Messages that were given up.", sink -> sink.backlog().dead())
          .perhapsTime(
              "oldestWaiting",
              "Since when the oldest waits; missing where none does.",
              sink -> sink.backlog().oldest())
          .perhapsTime(
              "lastDelivered",
              "When it took the last; missing where it took none since the start.",
              SinkStatus::lastDelivered)
          .perhapsText(
              "lastError",
              "What was in the way; missing where the last attempt went well.",
              sink -> sink.trouble().map(SinkTrouble::why))
          .build();

  private static final JsonShape<List<SinkStatus>> SHAPE =
      JsonShape.<List<SinkStatus>>of("Sinks", "How it stands with each sink.")
          .objects("sinks", SINK, "The sinks.", sinks -> sinks)
          .build();

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("listSinks", "How it stands with each sink.")
          .answersJson(200, "The sinks.", SHAPE.schema());

  private final Couriers couriers;

  /// @param couriers know it
  public SinksService(Couriers couriers) {
    this.couriers = couriers;
  }

  private static String label(SinkTrouble.Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        CompletableFuture.supplyAsync(this::answer, context.blockingTaskExecutor()));
  }

  private HttpResponse answer() {
    return HttpResponse.of(
        HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(SHAPE, couriers.status()));
  }
}
