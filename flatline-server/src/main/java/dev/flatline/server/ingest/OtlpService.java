package dev.flatline.server.ingest;

import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.formats.otlp.OtlpResponse;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.heard.Sender;
import dev.flatline.server.http.Problem;
import dev.flatline.server.http.RequestActor;
import dev.flatline.server.openapi.Operation;
import dev.flatline.server.openapi.Schema;
import org.jspecify.annotations.Nullable;

/// Takes metrics by OTLP over HTTP, as protobuf and as JSON.
public final class OtlpService implements HttpService {
  private static final MediaType PROTOBUF = MediaType.parse("application/x-protobuf");

  private static final String TAKEN = "It is taken; some points may have been refused.";

  /// What is told of it.
  public static final Operation OPERATION =
      Operation.of("sendOtlp", "Takes metrics by OTLP over HTTP.")
          .takes(PROTOBUF.toString(), Schema.bytes())
          .takesJson(Schema.anything())
          .answers(200, TAKEN, PROTOBUF.toString(), Schema.bytes())
          .answersJson(200, TAKEN, Schema.anything())
          .refuses(400, "It cannot be read.")
          .refuses(413, "It is too large.")
          .refuses(415, "It is something else.")
          .refuses(429, "Samples wait: send it again after Retry-After.");

  private final PushedSeries pushed;
  private final HeardSenders senders;

  /// @param pushed what makes samples of the series
  /// @param senders are told who was heard
  public OtlpService(PushedSeries pushed, HeardSenders senders) {
    this.pushed = pushed;
    this.senders = senders;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    MediaType type = request.contentType();
    boolean json = type != null && type.belongsTo(MediaType.JSON);
    if (!json && !isProtobuf(type)) {
      return Problem.afterAllOf(
          request,
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "the content type is "
              + type
              + ", only application/x-protobuf and application/json are read");
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(whole -> take(context, json, whole), context.blockingTaskExecutor()));
  }

  private static boolean isProtobuf(@Nullable MediaType type) {
    return type != null && type.belongsTo(PROTOBUF);
  }

  private HttpResponse take(
      ServiceRequestContext context, boolean json, AggregatedHttpRequest request) {
    return IngestAnswers.toPush(
        pushed, context, () -> answer(json, taken(context, json, request.content().array())));
  }

  private SeriesReport taken(ServiceRequestContext context, boolean json, byte[] body) {
    SeriesReport report = pushed.takeOtlp(json, body);
    if (report.samples() > 0) {
      senders.heard(new Sender(RequestActor.of(context).name(), Sender.Way.OTLP));
    }
    return report;
  }

  private static HttpResponse answer(boolean json, SeriesReport report) {
    return json
        ? HttpResponse.of(HttpStatus.OK, MediaType.JSON, HttpData.wrap(OtlpResponse.json(report)))
        : HttpResponse.of(HttpStatus.OK, PROTOBUF, HttpData.wrap(OtlpResponse.protobuf(report)));
  }
}
