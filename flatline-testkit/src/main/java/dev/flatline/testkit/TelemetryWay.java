package dev.flatline.testkit;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.Map;
import java.util.function.UnaryOperator;

/// The ways by which a server takes telemetry, as their senders see them.
public enum TelemetryWay {
  /// Rows of telemetry CSV.
  CSV("/api/v1/telemetry"),

  /// Prometheus remote write 1.0.
  REMOTE_WRITE("/api/v1/write"),

  /// OTLP over HTTP.
  OTLP("/v1/metrics"),

  /// OTLP over gRPC.
  OTLP_GRPC("/opentelemetry.proto.collector.metrics.v1.MetricsService/Export");

  /// What HTTP says where gRPC says it by a code of its own.
  private static final Map<String, Integer> BY_GRPC_CODE =
      Map.of("0", 200, "3", 400, "8", 413, "14", 429);

  private final String path;

  TelemetryWay(String path) {
    this.path = path;
  }

  /// What a sender was told, in the words of HTTP.
  ///
  /// @param status 200 or 204 where the telemetry was taken, 429 where it is to be sent again
  /// @param saysWhen whether it is told after how long to come again
  public record Answer(int status, boolean saysWhen) {
    /// Whether the telemetry was taken.
    public boolean isTaken() {
      return status / 100 == 2;
    }

    /// Whether the telemetry is to be sent again, and when.
    public boolean isToCome() {
      return status == 429 && saysWhen;
    }
  }

  /// Where it is posted to.
  public String path() {
    return path;
  }

  /// Headers that go with it.
  public Map<String, String> headers() {
    return switch (this) {
      case CSV -> Map.of("content-type", "text/csv");
      case REMOTE_WRITE ->
          Map.of(
              "content-type",
              "application/x-protobuf",
              "content-encoding",
              "snappy",
              "x-prometheus-remote-write-version",
              "0.1.0");
      case OTLP -> Map.of("content-type", "application/x-protobuf");
      case OTLP_GRPC -> Map.of("content-type", "application/grpc", "te", "trailers");
    };
  }

  /// What is posted: of gRPC the message in its frame.
  public byte[] framed(byte[] message) {
    return this == OTLP_GRPC
        ? ByteBuffer.allocate(5 + message.length)
            .put((byte) 0)
            .putInt(message.length)
            .put(message)
            .array()
        : message;
  }

  /// What an answer says.
  ///
  /// @param fields value of each header or trailer by its name, empty where there is none
  public Answer answer(int status, UnaryOperator<String> fields) {
    if (this != OTLP_GRPC || status != 200) {
      return new Answer(status, !fields.apply("retry-after").isEmpty());
    }
    String details =
        new String(Base64.getDecoder().decode(fields.apply("grpc-status-details-bin")), ISO_8859_1);
    return new Answer(
        BY_GRPC_CODE.getOrDefault(fields.apply("grpc-status"), 500),
        details.contains("google.rpc.RetryInfo"));
  }
}
