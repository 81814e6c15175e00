package dev.flatline.server.ingest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.DecodeReport;
import dev.flatline.formats.SampleIntake;
import dev.flatline.formats.csv.TelemetryCsvDecoder;
import dev.flatline.server.http.Problem;
import dev.flatline.server.judge.Batch;
import dev.flatline.server.judge.SampleQueue;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// Takes telemetry CSV (`docs/reference/telemetry-csv.md`): all samples of a request are queued, or
/// none of them.
public final class TelemetryCsvService implements HttpService {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// How long to wait where there is no room, seconds: the judgement works through a full queue in
  /// less.
  private static final long RETRY_SECONDS = 1;

  private final SampleQueue queue;
  private final IngestCounts counts;

  /// @param queue where samples wait to be judged
  public TelemetryCsvService(SampleQueue queue, IngestCounts counts) {
    this.queue = queue;
    this.counts = counts;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    return HttpResponse.of(
        request.aggregate().thenApplyAsync(this::take, context.blockingTaskExecutor()));
  }

  private HttpResponse take(AggregatedHttpRequest request) {
    List<Sample> samples = new ArrayList<>();
    SampleIntake intake = new SampleIntake(samples::add, "line");
    try (InputStream body = request.content().toInputStream()) {
      new TelemetryCsvDecoder(List.of()).decode(body, intake);
    } catch (DecodeException e) {
      counts.refused();
      return Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    DecodeReport report = intake.report();
    if (!samples.isEmpty() && !queue.offer(new Batch("csv", samples))) {
      counts.turnedAway(report.received());
      return Problem.tryAgain(
          HttpStatus.TOO_MANY_REQUESTS,
          RETRY_SECONDS,
          "%,d samples wait already; nothing of this request was taken, send it again"
              .formatted(queue.waiting()));
    }
    counts.taken(report.received(), report.dropped());
    return HttpResponse.of(HttpStatus.OK, MediaType.JSON_UTF_8, HttpData.ofUtf8(text(report)));
  }

  private static String text(DecodeReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      json.writeNumberProperty("received", report.received());
      json.writeNumberProperty("queued", report.delivered());
      json.writeName("dropped").writeStartObject();
      report
          .dropped()
          .byReason()
          .forEach(
              (reason, count) ->
                  json.writeNumberProperty(reason.name().toLowerCase(Locale.ROOT), count));
      json.writeEndObject();
      json.writeName("notes").writeStartArray();
      report.notes().forEach(json::writeString);
      json.writeEndArray();
      json.writeEndObject();
    }
    return text + "\n";
  }
}
