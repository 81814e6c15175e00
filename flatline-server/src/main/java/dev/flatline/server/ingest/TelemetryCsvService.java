package dev.flatline.server.ingest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
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
import dev.flatline.server.http.JsonText;
import dev.flatline.server.judge.Batch;
import dev.flatline.server.judge.SampleQueue;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/// Takes telemetry CSV (`docs/reference/telemetry-csv.md`): all samples of a request are queued, or
/// none of them.
public final class TelemetryCsvService implements HttpService {
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
    return HttpResponse.of(
        HttpStatus.OK, MediaType.JSON_UTF_8, JsonText.of(json -> write(report, json)));
  }

  private static void write(DecodeReport report, JsonGenerator json) {
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
  }
}
