package dev.flatline.formats.otlp;

import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SampleVisitor;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesDecodeException.Reason;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import java.io.IOException;

/// Reads `ExportMetricsServiceRequest`s. Not safe for use by several threads.
///
/// Names follow the OpenTelemetry specification "Prometheus and OpenMetrics compatibility", without
/// suffixes for unit and kind: `system.cpu.time` is `system_cpu_time`. Labels are the attributes of
/// the data point and of the resource; of two of one name the data point's counts. `job` is
/// `service.namespace/service.name`, `instance` is `service.instance.id`. The scope gives no
/// labels.
///
/// Every data point begins its series anew. Points of delta sums are refused: adding them up needs
/// what came before, which other requests or other receivers may have; the Collector's
/// `deltatocumulative` does it where all of it comes along.
///
/// Both methods throw [SeriesDecodeException] where the body is malformed or beyond a limit; the
/// answer to that is 400. What a visitor got before stays with it.
public final class OtlpDecoder {
  private final SeriesLimits limits;
  private final PointLabels labels;

  /// A decoder that takes so much of a request and no more.
  ///
  /// @param wanted the names of the metrics whose points are handed over, as Prometheus names them
  public OtlpDecoder(SeriesLimits limits, NameSet wanted) {
    this.limits = limits;
    labels = new PointLabels(limits, wanted);
  }

  /// Reads a request of content type `application/x-protobuf`, or a message of gRPC.
  public SeriesReport decodeProtobuf(byte[] body, SampleVisitor visitor) {
    checkLength(body);
    return decode(body, body.length, visitor);
  }

  /// Reads a request of content type `application/json`.
  public SeriesReport decodeJson(byte[] body, SampleVisitor visitor) {
    checkLength(body);
    WireBuffer message = new WireBuffer(limits.mostBytes(), body.length);
    JsonToWire.write(body, message, limits.mostSeries());
    return decode(message.bytes(), message.length(), visitor);
  }

  private SeriesReport decode(byte[] bytes, int length, SampleVisitor visitor) {
    try {
      return new MetricsReader(bytes, labels, visitor, limits.mostSeries()).read(length);
    } catch (IOException e) {
      throw new SeriesDecodeException(
          Reason.MALFORMED, "the body is no ExportMetricsServiceRequest: " + e.getMessage(), e);
    }
  }

  private void checkLength(byte[] body) {
    if (body.length > limits.mostBytes()) {
      throw new SeriesDecodeException(
          Reason.TOO_LARGE,
          "the request has %d bytes; at most %d are taken"
              .formatted(body.length, limits.mostBytes()));
    }
  }
}
