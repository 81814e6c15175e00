package dev.flatline.server.http;

import com.linecorp.armeria.common.HttpHeaderNames;
import com.linecorp.armeria.common.HttpRequest;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.MediaType;
import com.linecorp.armeria.common.ResponseHeaders;
import dev.flatline.server.openapi.ProblemDetails;

/// What was wrong with a request, as problem details (RFC 9457): what, where, and what to do.
public final class Problem {
  private static final MediaType TYPE = MediaType.parse(ProblemDetails.MEDIA_TYPE);

  private Problem() {}

  /// The answer.
  ///
  /// @param detail what is wrong here, and what to do
  public static HttpResponse of(HttpStatus status, String detail) {
    return answer(ResponseHeaders.builder(status).contentType(TYPE).build(), status, detail);
  }

  /// The answer once all of a request has come in, which is thrown away: a client that is answered
  /// before it has sent all may see its stream cancelled instead of the answer.
  public static HttpResponse afterAllOf(HttpRequest request, HttpStatus status, String detail) {
    return afterAllOf(request, of(status, detail));
  }

  /// An answer of any kind, once all of a request has come in.
  public static HttpResponse afterAllOf(HttpRequest request, HttpResponse answer) {
    return HttpResponse.of(request.subscribe().handle((all, failure) -> answer));
  }

  /// The answer to who must wait.
  public static HttpResponse tryAgain(HttpStatus status, long seconds, String detail) {
    ResponseHeaders headers =
        ResponseHeaders.builder(status)
            .contentType(TYPE)
            .set(HttpHeaderNames.RETRY_AFTER, Long.toString(seconds))
            .build();
    return answer(headers, status, detail);
  }

  private static HttpResponse answer(ResponseHeaders headers, HttpStatus status, String detail) {
    return HttpResponse.of(
        headers,
        JsonText.of(
            ProblemDetails.SHAPE,
            new ProblemDetails(status.reasonPhrase(), status.code(), detail)));
  }
}
