package dev.flatline.server.api;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.heard.Sender;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.judge.SourceCounts;
import dev.flatline.server.openapi.JsonShape;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Schema;
import dev.flatline.server.poll.PollCounts;
import dev.flatline.server.poll.Polls;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

/// How the servers that are polled can be read, and when who sends was heard: `GET
/// /health/sources`.
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

  private static final JsonShape<Heard> SENDER =
      JsonShape.<Heard>of("Sender", "When telemetry of who sends was last taken.")
          .text(
              "sender",
              "The name of a token or of a client's certificate; loopback where nobody is asked.",
              heard -> heard.sender().name())
          .text(
              "way",
              Schema.oneOf(Stream.of(Sender.Way.values()).map(Sender.Way::label).toList()),
              "By which it comes in.",
              heard -> heard.sender().way().label())
          .time("heard_at", "When.", Heard::at)
          .text(
              "state",
              Schema.oneOf(List.of("heard", "blind")),
              "Blind where nothing came for five minutes.",
              heard -> heard.silent() ? "blind" : "heard")
          .build();

  private static final JsonShape<Told> SHAPE =
      JsonShape.<Told>of(
              "Sources",
              "How the servers that are polled can be read, and when who sends was heard.")
          .objects("sources", SOURCE, "The servers.", Told::polls)
          .objects("senders", SENDER, "Who sends.", Told::senders)
          .build();

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of(
              "listSources",
              "How the servers that are polled can be read, and when who sends was heard.")
          .answersJson(200, "The servers, and who sends.", SHAPE.schema());

  private final Polls polls;
  private final HeardSenders senders;
  private final Clock clock;

  /// @param clock by which senders are heard
  public SourcesService(Polls polls, HeardSenders senders, Clock clock) {
    this.polls = polls;
    this.senders = senders;
    this.clock = clock;
  }

  private record Told(List<PollCounts> polls, List<Heard> senders) {}

  private record Heard(Sender sender, Instant at, boolean silent) {}

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(SHAPE, told()));
  }

  private Told told() {
    long nowMillis = clock.millis();
    List<Heard> heard =
        senders.now().entrySet().stream()
            .map(
                entry ->
                    new Heard(
                        entry.getKey(),
                        entry.getValue(),
                        SourceCounts.isSilent(entry.getValue().toEpochMilli(), nowMillis)))
            .toList();
    return new Told(polls.counts(), heard);
  }
}
