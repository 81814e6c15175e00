package dev.flatline.server.ingest;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.assertj.core.api.Assertions.entry;

import com.google.protobuf.Any;
import com.google.protobuf.ByteString;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.protobuf.UnknownFieldSet;
import com.linecorp.armeria.client.WebClient;
import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.server.Server;
import dev.flatline.formats.remotewrite.RemoteWriteVersion;
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.heard.Sender;
import dev.flatline.server.judge.SampleQueue;
import dev.flatline.testkit.RemoteWriteBody;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.shaded.io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceRequest;
import io.opentelemetry.proto.collector.metrics.v1.ExportMetricsServiceResponse;
import io.opentelemetry.proto.metrics.v1.Gauge;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.ResourceMetrics;
import io.opentelemetry.proto.metrics.v1.ScopeMetrics;
import io.opentelemetry.proto.metrics.v1.Sum;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// A sender of grpc-java against the service: one server for all, as it takes two seconds to stop.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class OtlpGrpcServiceTest {
  private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");
  private static final Clock CLOCK = Clock.fixed(NOW, ZoneOffset.UTC);
  private static final int MOST_BYTES = 100_000;

  private static final MethodDescriptor<byte[], byte[]> EXPORT =
      MethodDescriptor.<byte[], byte[]>newBuilder()
          .setType(MethodDescriptor.MethodType.UNARY)
          .setFullMethodName(OtlpGrpcService.PATH.substring(1))
          .setRequestMarshaller(new Bytes())
          .setResponseMarshaller(new Bytes())
          .build();

  private PushedSeries pushed = fresh();
  private HeardSenders senders = new HeardSenders(CLOCK, Map.of());
  private Server server;
  private ManagedChannel channel;

  /// Messages as they are.
  private static final class Bytes implements MethodDescriptor.Marshaller<byte[]> {
    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @BeforeAll
  void start() {
    server =
        Server.builder()
            .http(0)
            .route()
            .post(OtlpGrpcService.PATH)
            .build(
                (context, request) ->
                    new OtlpGrpcService(pushed, senders, MOST_BYTES).serve(context, request))
            .build();
    server.start().join();
    channel =
        NettyChannelBuilder.forAddress("127.0.0.1", server.activeLocalPort())
            .usePlaintext()
            .build();
  }

  @BeforeEach
  void beginAnew() {
    pushed = fresh();
    senders = new HeardSenders(CLOCK, Map.of());
  }

  @AfterAll
  void stop() {
    channel.shutdownNow();
    server.stop().join();
  }

  private static PushedSeries fresh() {
    return new PushedSeries(new SampleQueue(1), CLOCK, Duration.ofMinutes(1), 1_000);
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void points_areTaken(String encoding) throws IOException {
    byte[] answer = export(request(gauge("system.memory.usage", 10)), encoding);

    assertThat(ExportMetricsServiceResponse.parseFrom(answer).hasPartialSuccess()).isFalse();
    assertThat(pushed.counts().received()).isEqualTo(10);
    assertThat(senders.now()).containsExactly(entry(new Sender("loopback", Sender.Way.OTLP), NOW));
  }

  @Test
  void pointsThatAreRefused_areToldAsPartialSuccess() throws IOException {
    Metric delta =
        Metric.newBuilder().setName("d").setSum(Sum.newBuilder().addDataPoints(point())).build();

    byte[] answer = export(request(delta), "identity");

    assertThat(
            ExportMetricsServiceResponse.parseFrom(answer)
                .getPartialSuccess()
                .getRejectedDataPoints())
        .isEqualTo(1);
  }

  @Test
  void bytesThatAreNoRequest_areAnInvalidArgument() {
    StatusRuntimeException refused = refused(new byte[] {1, 2, 3}, "identity");

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.INVALID_ARGUMENT);
    assertThat(refused.getStatus().getDescription()).contains("no ExportMetricsServiceRequest");
    assertThat(pushed.counts().refusedRequests()).isEqualTo(1);
    assertThat(senders.now()).isEmpty();
  }

  @Test
  void aFrameThatIsNone_isAnInvalidArgument() {
    AggregatedHttpResponse answer =
        WebClient.of("http://127.0.0.1:" + server.activeLocalPort())
            .prepare()
            .post(OtlpGrpcService.PATH)
            .content(MediaType.parse("application/grpc"), new byte[] {(byte) 0xFE, 0, 0, 0, 1, 7})
            .execute()
            .aggregate()
            .join();

    assertThat(answer.trailers().get("grpc-status"))
        .isEqualTo(Integer.toString(Status.Code.INVALID_ARGUMENT.value()));
  }

  @ParameterizedTest
  @ValueSource(strings = {"identity", "gzip"})
  void aMessageThatIsTooLarge_isRefusedForGood(String encoding) {
    StatusRuntimeException refused = refused(new byte[MOST_BYTES + 1], encoding);

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
    assertThat(details(refused)).isEmpty();
    assertThat(pushed.counts().requests()).isZero();
  }

  @Test
  void whereSamplesWait_itIsUnavailableAndSaysAfterHowLongToComeBack() throws IOException {
    fallBehind();

    StatusRuntimeException refused = refused(request(gauge("m", 1)), "identity");

    assertThat(refused.getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
    Any retry = Any.parseFrom(only(details(refused), 3));
    assertThat(retry.getTypeUrl()).isEqualTo("type.googleapis.com/google.rpc.RetryInfo");
    assertThat(com.google.protobuf.Duration.parseFrom(only(retry.getValue(), 1)).getSeconds())
        .isEqualTo(1);
    assertThat(pushed.counts().turnedAwayRequests()).isEqualTo(1);
    assertThat(senders.now()).isEmpty();
  }

  /// The message in the only field of this number.
  private static ByteString only(ByteString message, int field)
      throws InvalidProtocolBufferException {
    return UnknownFieldSet.parseFrom(message).getField(field).getLengthDelimitedList().getFirst();
  }

  /// Two batches of samples for a queue of one.
  private void fallBehind() {
    for (int part = 0; part < 2; part++) {
      for (int i = 30 * part; i < 30 * (part + 1); i++) {
        pushed.takeRemoteWrite(
            RemoteWriteVersion.V1,
            RemoteWriteBody.v1(List.of(cpu("idle", i, 10), cpu("user", i, 5))));
      }
      pushed.advance();
    }
    assertThat(pushed.isBehind()).isTrue();
  }

  private static RemoteWriteBody.Series cpu(String mode, int scrape, int perScrape) {
    return RemoteWriteBody.Series.of(
        NOW.toEpochMilli() - (60 - scrape) * 15_000L,
        perScrape * scrape,
        "__name__",
        "node_cpu_seconds_total",
        "cpu",
        "0",
        "instance",
        "host:9100",
        "mode",
        mode);
  }

  private static byte[] request(Metric metric) {
    return ExportMetricsServiceRequest.newBuilder()
        .addResourceMetrics(
            ResourceMetrics.newBuilder()
                .addScopeMetrics(ScopeMetrics.newBuilder().addMetrics(metric)))
        .build()
        .toByteArray();
  }

  private static Metric gauge(String name, int points) {
    Gauge.Builder gauge = Gauge.newBuilder();
    for (int i = 0; i < points; i++) {
      gauge.addDataPoints(point());
    }
    return Metric.newBuilder().setName(name).setGauge(gauge).build();
  }

  private static NumberDataPoint point() {
    return NumberDataPoint.newBuilder()
        .setTimeUnixNano(NOW.toEpochMilli() * 1_000_000)
        .setAsDouble(1)
        .build();
  }

  private byte[] export(byte[] request, String encoding) {
    CallOptions options =
        encoding.equals("identity")
            ? CallOptions.DEFAULT
            : CallOptions.DEFAULT.withCompression(encoding);
    return ClientCalls.blockingUnaryCall(channel, EXPORT, options, request);
  }

  private StatusRuntimeException refused(byte[] request, String encoding) {
    return catchThrowableOfType(StatusRuntimeException.class, () -> export(request, encoding));
  }

  private static ByteString details(StatusRuntimeException refused) {
    Metadata trailers = Objects.requireNonNull(refused.getTrailers());
    byte[] details =
        trailers.get(Metadata.Key.of("grpc-status-details-bin", Metadata.BINARY_BYTE_MARSHALLER));
    return details == null ? ByteString.EMPTY : ByteString.copyFrom(details);
  }
}
