package dev.flatline.server.ingest;

import com.linecorp.armeria.common.HttpData;
import com.linecorp.armeria.common.HttpHeaders;
import com.linecorp.armeria.common.HttpHeadersBuilder;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import com.linecorp.armeria.common.ResponseHeadersBuilder;
import com.linecorp.armeria.common.grpc.protocol.ArmeriaMessageFramer;
import com.linecorp.armeria.common.grpc.protocol.GrpcHeaderNames;
import com.linecorp.armeria.common.grpc.protocol.StatusMessageEscaper;
import io.netty.buffer.ByteBufAllocator;
import io.netty.buffer.Unpooled;
import java.util.Base64;

/// Answers of a unary method of gRPC.
final class GrpcAnswers {
  static final MediaType GRPC = MediaType.parse("application/grpc");

  /// How messages may come, by preference of who sends them.
  static final String ENCODINGS = "identity,gzip";

  /// The codes of gRPC that are used here.
  enum Code {
    OK(0),
    INVALID_ARGUMENT(3),
    RESOURCE_EXHAUSTED(8),
    UNIMPLEMENTED(12),
    INTERNAL(13),
    UNAVAILABLE(14);

    private final int number;

    Code(int number) {
      this.number = number;
    }

    int number() {
      return number;
    }
  }

  private GrpcAnswers() {}

  /// One message.
  static HttpResponse of(byte[] message, ByteBufAllocator allocator) {
    try (ArmeriaMessageFramer framer =
        new ArmeriaMessageFramer(
            allocator, ArmeriaMessageFramer.NO_MAX_OUTBOUND_MESSAGE_SIZE, false)) {
      HttpData frame = framer.writePayload(Unpooled.wrappedBuffer(message));
      return HttpResponse.of(
          headers().build(),
          frame,
          HttpHeaders.of(GrpcHeaderNames.GRPC_STATUS, String.valueOf(Code.OK.number)));
    }
  }

  /// No message, but why there is none.
  static HttpResponse failure(Code code, String message) {
    return failure(code, message, new byte[0]);
  }

  /// The same with a `google.rpc.Status`.
  static HttpResponse failure(Code code, String message, byte[] status) {
    HttpHeadersBuilder trailers =
        HttpHeaders.builder()
            .add(GrpcHeaderNames.GRPC_STATUS, String.valueOf(code.number))
            .add(GrpcHeaderNames.GRPC_MESSAGE, StatusMessageEscaper.escape(message));
    if (status.length > 0) {
      trailers.add(
          GrpcHeaderNames.GRPC_STATUS_DETAILS_BIN,
          Base64.getEncoder().withoutPadding().encodeToString(status));
    }
    return HttpResponse.of(headers().build(), HttpData.empty(), trailers.build());
  }

  private static ResponseHeadersBuilder headers() {
    return ResponseHeaders.builder(HttpStatus.OK)
        .contentType(GRPC)
        .add(GrpcHeaderNames.GRPC_ACCEPT_ENCODING, ENCODINGS);
  }
}
