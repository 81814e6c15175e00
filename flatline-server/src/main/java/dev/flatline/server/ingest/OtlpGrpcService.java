package dev.flatline.server.ingest;

import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.grpc.protocol.ArmeriaMessageDeframer;
import com.linecorp.armeria.common.grpc.protocol.ArmeriaStatusException;
import com.linecorp.armeria.common.grpc.protocol.Decompressor;
import com.linecorp.armeria.common.grpc.protocol.DeframedMessage;
import com.linecorp.armeria.common.grpc.protocol.GrpcHeaderNames;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpService;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.formats.otlp.OtlpResponse;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.heard.Sender;
import dev.flatline.server.http.Problem;
import dev.flatline.server.http.RequestActor;
import dev.flatline.server.ingest.GrpcAnswers.Code;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufUtil;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Takes metrics by OTLP over gRPC.
public final class OtlpGrpcService implements HttpService {
  /// The method of `opentelemetry/proto/collector/metrics/v1/metrics_service.proto`.
  public static final String PATH =
      "/opentelemetry.proto.collector.metrics.v1.MetricsService/Export";

  private static final Logger LOG = LoggerFactory.getLogger(OtlpGrpcService.class);
  private static final String IDENTITY = "identity";
  private static final Gzip GZIP = new Gzip();

  /// One belongs in a request; of more none is kept, as millions of empty ones fit in it.
  private static final int TOO_MANY_MESSAGES = 2;

  private final PushedSeries pushed;
  private final HeardSenders senders;
  private final int mostBytes;

  /// @param pushed what makes samples of the series
  /// @param senders are told who was heard
  /// @param mostBytes the most bytes of a message, also after it was decompressed
  public OtlpGrpcService(PushedSeries pushed, HeardSenders senders, int mostBytes) {
    this.pushed = pushed;
    this.senders = senders;
    this.mostBytes = mostBytes;
  }

  /// Messages in gzip.
  private static final class Gzip implements Decompressor {
    @Override
    public String getMessageEncoding() {
      return "gzip";
    }

    @Override
    public InputStream decompress(InputStream compressed) throws IOException {
      return new GZIPInputStream(compressed);
    }
  }

  @Override
  public HttpResponse serve(ServiceRequestContext context, HttpRequest request) {
    if (!isGrpc(request.contentType())) {
      return Problem.afterAllOf(
          request,
          HttpStatus.UNSUPPORTED_MEDIA_TYPE,
          "the content type is " + request.contentType() + ", only application/grpc is read here");
    }
    String encoding = request.headers().get(GrpcHeaderNames.GRPC_ENCODING, IDENTITY);
    ArmeriaMessageDeframer deframer = new ArmeriaMessageDeframer(mostBytes, context.alloc(), false);
    if (encoding.equals(GZIP.getMessageEncoding())) {
      deframer.decompressor(GZIP);
    } else if (!encoding.equals(IDENTITY)) {
      return Problem.afterAllOf(
          request,
          GrpcAnswers.failure(
              Code.UNIMPLEMENTED,
              "messages in " + encoding + " are not read, only " + GrpcAnswers.ENCODINGS));
    }
    AtomicInteger came = new AtomicInteger();
    return HttpResponse.of(
        request
            .decode(deframer, context.alloc())
            .filter(one -> came.incrementAndGet() <= TOO_MANY_MESSAGES)
            .collect()
            .thenApplyAsync(messages -> take(messages, context), context.blockingTaskExecutor())
            .exceptionally(OtlpGrpcService::failed));
  }

  private static boolean isGrpc(@Nullable MediaType type) {
    return type != null && (type.is(GrpcAnswers.GRPC) || type.subtype().equals("grpc+proto"));
  }

  /// One at a time: what was decompressed is 16 MiB of a body of a few kilobytes.
  private synchronized HttpResponse take(
      List<DeframedMessage> messages, ServiceRequestContext context) {
    try {
      if (IngestRoom.isWithout(context)) {
        return sendAgain(IngestAnswers.NO_ROOM);
      }
      if (messages.size() != 1) {
        return GrpcAnswers.failure(
            Code.INVALID_ARGUMENT,
            (messages.isEmpty() ? "no message" : "more than one message")
                + " came where one belongs");
      }
      return take(bytes(messages.getFirst()), context);
    } catch (IOException e) {
      return GrpcAnswers.failure(
          Code.INVALID_ARGUMENT, "the message cannot be decompressed: " + e.getMessage());
    } finally {
      messages.forEach(DeframedMessage::close);
    }
  }

  /// As the specification of OTLP asks, who is to send again is told after how long; other failures
  /// are final.
  private HttpResponse take(byte[] message, ServiceRequestContext context) {
    if (pushed.isBehind()) {
      return sendAgain("samples wait to be judged");
    }
    try {
      SeriesReport report = pushed.takeOtlp(false, message);
      if (report.samples() > 0) {
        senders.heard(new Sender(RequestActor.of(context).name(), Sender.Way.OTLP));
      }
      return GrpcAnswers.of(OtlpResponse.protobuf(report), context.alloc());
    } catch (SeriesDecodeException e) {
      return GrpcAnswers.failure(Code.INVALID_ARGUMENT, String.valueOf(e.getMessage()));
    }
  }

  private HttpResponse sendAgain(String reason) {
    pushed.turnAway();
    String why = IngestAnswers.untaken(reason);
    return GrpcAnswers.failure(
        Code.UNAVAILABLE,
        why,
        OtlpResponse.retryStatus(Code.UNAVAILABLE.number(), why, IngestAnswers.RETRY_SECONDS));
  }

  private static byte[] bytes(DeframedMessage message) throws IOException {
    ByteBuf plain = message.buf();
    if (plain != null) {
      return ByteBufUtil.getBytes(plain);
    }
    try (InputStream decompressed = Objects.requireNonNull(message.stream())) {
      return decompressed.readAllBytes();
    }
  }

  /// A frame that is none is the sender's failure, as is one that is too large.
  private static HttpResponse failed(Throwable failure) {
    if (Exceptions.peel(failure) instanceof ArmeriaStatusException refused) {
      boolean tooLarge = refused.getCode() == Code.RESOURCE_EXHAUSTED.number();
      return GrpcAnswers.failure(
          tooLarge ? Code.RESOURCE_EXHAUSTED : Code.INVALID_ARGUMENT,
          String.valueOf(refused.getMessage()));
    }
    LOG.warn("a request of OTLP over gRPC failed: {}", failure.toString());
    return GrpcAnswers.failure(Code.INTERNAL, "the server's log says why");
  }
}
