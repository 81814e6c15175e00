package dev.flatline.server.ingest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.formats.remotewrite.RemoteWriteContent;
import dev.flatline.formats.remotewrite.RemoteWriteVersion;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.heard.Sender;
import dev.flatline.server.http.Problem;
import dev.flatline.server.http.RequestActor;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Schema;

/// Takes Prometheus remote write, 1.0 and 2.0.
public final class RemoteWriteService implements HttpService {
  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("sendRemoteWrite", "Takes Prometheus remote write 1.0 and 2.0.")
          .takes("application/x-protobuf", Schema.bytes())
          .answersNothing(204, "It is taken.")
          .refuses(400, "It cannot be read.")
          .refuses(413, "It is too large.")
          .refuses(415, "It is something else.")
          .refuses(429, "Samples wait: send it again after Retry-After.");

  private final PushedSeries pushed;
  private final HeardSenders senders;

  /// @param pushed what makes samples of the series
  /// @param senders are told who was heard
  public RemoteWriteService(PushedSeries pushed, HeardSenders senders) {
    this.pushed = pushed;
    this.senders = senders;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    String type = request.headers().get(HttpHeaderNames.CONTENT_TYPE, "");
    String encoding = request.headers().get(HttpHeaderNames.CONTENT_ENCODING, "");
    return switch (RemoteWriteContent.of(type, encoding)) {
      case RemoteWriteContent.Refused refused ->
          Problem.afterAllOf(request, HttpStatus.UNSUPPORTED_MEDIA_TYPE, refused.reason());
      case RemoteWriteContent.Accepted accepted ->
          HttpResponse.of(
              request
                  .aggregate()
                  .thenApplyAsync(
                      whole -> take(context, accepted.version(), whole),
                      context.blockingTaskExecutor()));
    };
  }

  private HttpResponse take(
      ServiceRequestContext context, RemoteWriteVersion version, AggregatedHttpRequest request) {
    return IngestAnswers.toPush(
        pushed, context, () -> answer(version, taken(context, version, request.content().array())));
  }

  private SeriesReport taken(
      ServiceRequestContext context, RemoteWriteVersion version, byte[] body) {
    SeriesReport report = pushed.takeRemoteWrite(version, body);
    if (report.samples() > 0) {
      senders.heard(new Sender(RequestActor.of(context).name(), Sender.Way.REMOTE_WRITE));
    }
    return report;
  }

  /// A sender of 2.0 is told how much was accepted, as it would warn of the rest: what no profile
  /// wants and histograms among it.
  private static HttpResponse answer(RemoteWriteVersion version, SeriesReport report) {
    ResponseHeadersBuilder headers = ResponseHeaders.builder(HttpStatus.NO_CONTENT);
    if (version == RemoteWriteVersion.V2) {
      headers
          .set("X-Prometheus-Remote-Write-Samples-Written", Long.toString(report.samples()))
          .set(
              "X-Prometheus-Remote-Write-Histograms-Written",
              Long.toString(report.skipped().of(SkipReason.HISTOGRAM)))
          .set(
              "X-Prometheus-Remote-Write-Exemplars-Written",
              Long.toString(report.skipped().of(SkipReason.EXEMPLAR)));
    }
    return HttpResponse.of(headers.build());
  }
}
