package dev.flatline.formats.otlp;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.flatline.formats.series.SeriesReport;
import java.io.StringWriter;
import java.util.Arrays;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/// `ExportMetricsServiceResponse`s: what a sender is told of a request that was taken. Where points
/// were refused it is a partial success with their number and why, as the sender will not try them
/// again; else it is empty.
public final class OtlpResponse {
  private static final JsonFactory FACTORY = new JsonFactory();

  /// Reasons are few, and short.
  private static final int MOST_BYTES = 1 << 16;

  private static final int PARTIAL_SUCCESS = 1;
  private static final int REJECTED_DATA_POINTS = 1;
  private static final int ERROR_MESSAGE = 2;

  private static final int STATUS_CODE = 1;
  private static final int STATUS_MESSAGE = 2;
  private static final int STATUS_DETAILS = 3;
  private static final int ANY_TYPE = 1;
  private static final int ANY_VALUE = 2;
  private static final int RETRY_DELAY = 1;
  private static final int DURATION_SECONDS = 1;
  private static final String RETRY_INFO = "type.googleapis.com/google.rpc.RetryInfo";

  private OtlpResponse() {}

  /// The answer to a request as protobuf.
  public static byte[] protobuf(SeriesReport report) {
    WireBuffer message = new WireBuffer(MOST_BYTES);
    if (rejected(report) > 0) {
      int begun = message.begin(PARTIAL_SUCCESS);
      message.integer(REJECTED_DATA_POINTS, rejected(report));
      message.bytes(ERROR_MESSAGE, reasons(report).getBytes(UTF_8));
      message.end(begun);
    }
    return Arrays.copyOf(message.bytes(), message.length());
  }

  /// The answer to a request as JSON.
  public static byte[] json(SeriesReport report) {
    StringWriter text = new StringWriter();
    try (JsonGenerator json = FACTORY.createGenerator(ObjectWriteContext.empty(), text)) {
      json.writeStartObject();
      if (rejected(report) > 0) {
        json.writeName("partialSuccess").writeStartObject();
        json.writeStringProperty("rejectedDataPoints", Long.toString(rejected(report)));
        json.writeStringProperty("errorMessage", reasons(report));
        json.writeEndObject();
      }
      json.writeEndObject();
    }
    return text.toString().getBytes(UTF_8);
  }

  /// What a sender over gRPC is told that is to send again: a `google.rpc.Status` with a
  /// `RetryInfo`.
  ///
  /// @param code of gRPC
  /// @param retrySeconds after how long
  public static byte[] retryStatus(int code, String message, long retrySeconds) {
    WireBuffer status = new WireBuffer(MOST_BYTES);
    status.integer(STATUS_CODE, code);
    status.bytes(STATUS_MESSAGE, message.getBytes(UTF_8));
    int any = status.begin(STATUS_DETAILS);
    status.bytes(ANY_TYPE, RETRY_INFO.getBytes(UTF_8));
    int info = status.begin(ANY_VALUE);
    int delay = status.begin(RETRY_DELAY);
    status.integer(DURATION_SECONDS, retrySeconds);
    status.end(delay);
    status.end(info);
    status.end(any);
    return Arrays.copyOf(status.bytes(), status.length());
  }

  private static long rejected(SeriesReport report) {
    return report.skipped().samples();
  }

  private static String reasons(SeriesReport report) {
    return report.skipped().byReason().toString();
  }
}
