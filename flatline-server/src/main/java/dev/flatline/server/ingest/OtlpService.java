package dev.flatline.server.ingest;

import com.google.protobuf.CodedOutputStream;
import com.google.protobuf.WireFormat;
import com.linecorp.armeria.common.AggregatedHttpRequest;
import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.server.http.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.jspecify.annotations.Nullable;

/// Takes metrics by OTLP over HTTP, as protobuf and as JSON.
public final class OtlpService implements HttpService {
  private static final MediaType PROTOBUF = MediaType.parse("application/x-protobuf");

  private final PushedSeries pushed;

  /// @param pushed what makes samples of the series
  public OtlpService(PushedSeries pushed) {
    this.pushed = pushed;
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    MediaType type = request.contentType();
    boolean json = type != null && type.belongsTo(MediaType.JSON);
    if (!json && !isProtobuf(type)) {
      return Problem.of(
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "the content type is "
              + type
              + ", only application/x-protobuf and application/json are read");
    }
    return HttpResponse.of(
        request
            .aggregate()
            .thenApplyAsync(whole -> take(json, whole), context.blockingTaskExecutor()));
  }

  private static boolean isProtobuf(@Nullable MediaType type) {
    return type != null && type.belongsTo(PROTOBUF);
  }

  private HttpResponse take(boolean json, AggregatedHttpRequest request) {
    if (pushed.isBehind()) {
      return PushAnswers.behind();
    }
    try {
      return answer(json, pushed.takeOtlp(json, request.content().array()));
    } catch (SeriesDecodeException e) {
      return Problem.of(HttpStatus.BAD_REQUEST, String.valueOf(e.getMessage()));
    }
  }

  /// Says how many points were refused, as the sender will not try those again.
  private static HttpResponse answer(boolean json, SeriesReport report) {
    long rejected = report.skipped().samples();
    if (json) {
      String text =
          rejected == 0
              ? "{}"
              : "{\"partialSuccess\":{\"rejectedDataPoints\":\""
                  + rejected
                  + "\",\"errorMessage\":\""
                  + reasons(report)
                  + "\"}}";
      return HttpResponse.of(HttpStatus.OK, MediaType.JSON, HttpData.ofUtf8(text));
    }
    byte[] message = rejected == 0 ? new byte[0] : partialSuccess(rejected, reasons(report));
    return HttpResponse.of(HttpStatus.OK, PROTOBUF, HttpData.wrap(message));
  }

  /// An `ExportMetricsServiceResponse` with a `partial_success` (field 1) of the number of rejected
  /// points (1) and why (2).
  private static byte[] partialSuccess(long rejected, String reasons) {
    int inner =
        CodedOutputStream.computeInt64Size(1, rejected)
            + CodedOutputStream.computeStringSize(2, reasons);
    byte[] message =
        new byte
            [CodedOutputStream.computeTagSize(1)
                + CodedOutputStream.computeUInt32SizeNoTag(inner)
                + inner];
    CodedOutputStream out = CodedOutputStream.newInstance(message);
    try {
      out.writeTag(1, WireFormat.WIRETYPE_LENGTH_DELIMITED);
      out.writeUInt32NoTag(inner);
      out.writeInt64(1, rejected);
      out.writeString(2, reasons);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return message;
  }

  /// Names of constants, which need no escaping.
  private static String reasons(SeriesReport report) {
    return report.skipped().byReason().toString();
  }
}
