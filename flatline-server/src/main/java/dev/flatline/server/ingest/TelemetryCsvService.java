package dev.flatline.server.ingest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.DecodeReport;
import dev.flatline.formats.SampleIntake;
import dev.flatline.formats.csv.TelemetryCsvDecoder;
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.heard.Sender;
import dev.flatline.server.http.JsonText;
import dev.flatline.server.http.RequestActor;
import dev.flatline.server.judge.Batch;
import dev.flatline.server.judge.CanaryLane;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.server.openapi.JsonShape;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Schema;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/// Takes telemetry CSV (`docs/reference/telemetry-csv.md`): all samples of a request are queued, or
/// none of them.
public final class TelemetryCsvService implements HttpService {
  private static final JsonShape<DecodeReport> SHAPE =
      JsonShape.<DecodeReport>of("TelemetryReport", "What became of a request with telemetry.")
          .count("received", "Rows that came.", DecodeReport::received)
          .count("queued", "Rows that were queued as samples.", DecodeReport::delivered)
          .counts(
              "dropped",
              "Rows and values that were not, by reason.",
              report -> byReason(report.dropped()))
          .texts(
              "notes",
              Schema.text(),
              "What whoever sends should know, each once.",
              DecodeReport::notes)
          .build();

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("sendTelemetry", "Takes telemetry CSV, all of a request or nothing of it.")
          .takes("text/csv", Schema.text())
          .answersJson(200, "It waits to be judged.", SHAPE.schema())
          .refuses(400, "It cannot be read.")
          .refuses(413, "It is too large.")
          .refuses(429, "There is no room: send it again after Retry-After.");

  private final SampleQueue queue;
  private final IngestCounts counts;
  private final HeardSenders senders;

  /// @param queue where samples wait to be judged
  /// @param senders are told who was heard
  public TelemetryCsvService(SampleQueue queue, IngestCounts counts, HeardSenders senders) {
    this.queue = queue;
    this.counts = counts;
    this.senders = senders;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(whole -> take(context, whole), context.blockingTaskExecutor()));
  }

  /// One at a time: samples take five times the room of their rows.
  private synchronized HttpResponse take(
      ServiceRequestContext context, AggregatedHttpRequest request) {
    if (IngestRoom.isWithout(context)) {
      counts.turnedAwayUnread();
      return IngestAnswers.sendAgain(IngestAnswers.NO_ROOM);
    }
    List<Sample> samples = new ArrayList<>();
    SampleIntake intake = new SampleIntake(sample -> add(sample, samples), "line");
    try (InputStream body = request.content().toInputStream()) {
      new TelemetryCsvDecoder(List.of()).decode(body, intake);
    } catch (DecodeException e) {
      counts.refused();
      return IngestAnswers.undecodable(e);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DecodeReport report = intake.report();
    if (!samples.isEmpty() && !queue.offer(new Batch("csv", samples))) {
      counts.turnedAway(report.received());
      return IngestAnswers.sendAgain("%,d samples wait already".formatted(queue.waiting()));
    }
    counts.taken(report.received(), report.dropped());
    if (!samples.stream().allMatch(CanaryLane::isReserved)) {
      senders.heard(new Sender(RequestActor.of(context).name(), Sender.Way.CSV));
    }
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(SHAPE, report));
  }

  /// As many as may wait to be judged: 16 MiB of the shortest rows would be a quarter of a
  /// gigabyte.
  private void add(Sample sample, List<Sample> samples) {
    if (samples.size() == queue.capacity()) {
      throw new DecodeException(
          DecodeException.Reason.TOO_LARGE,
          "more than %,d rows: send them in several requests".formatted(queue.capacity()));
    }
    samples.add(sample);
  }

  private static Map<String, Long> byReason(DropCounts dropped) {
    Map<String, Long> counts = new LinkedHashMap<>();
    dropped
        .byReason()
        .forEach((reason, count) -> counts.put(reason.name().toLowerCase(Locale.ROOT), count));
    return counts;
  }
}
