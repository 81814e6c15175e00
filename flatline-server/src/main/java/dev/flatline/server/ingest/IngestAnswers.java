package dev.flatline.server.ingest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.server.ServiceRequestContext;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.server.http.Problem;
import java.util.function.Supplier;

/// What those who send telemetry are told where it is not taken.
final class IngestAnswers {
  /// How long to wait where there is no room: the judgement works through a full queue in less.
  static final long RETRY_SECONDS = 1;

  static final String NO_ROOM = "requests that are under way take all the room";

  private IngestAnswers() {}

  /// To who must wait, and why.
  static HttpResponse sendAgain(String why) {
    return Problem.tryAgain(HttpStatus.TOO_MANY_REQUESTS, RETRY_SECONDS, untaken(why));
  }

  /// What who must wait is told by either protocol.
  static String untaken(String why) {
    return why + "; nothing of this request was taken, send it again";
  }

  /// To who sent what cannot be decoded.
  static HttpResponse undecodable(RuntimeException refusal) {
    HttpStatus status =
        refusal instanceof DecodeException csv && csv.reason() == DecodeException.Reason.TOO_LARGE
            ? HttpStatus.REQUEST_ENTITY_TOO_LARGE
            : HttpStatus.BAD_REQUEST;
    return Problem.of(status, String.valueOf(refusal.getMessage()));
  }

  /// The answer of who takes series, where they can be taken and decoded.
  static HttpResponse toPush(
      PushedSeries pushed, ServiceRequestContext context, Supplier<HttpResponse> take) {
    if (IngestRoom.isWithout(context)) {
      pushed.turnAway();
      return sendAgain(NO_ROOM);
    }
    if (pushed.isBehind()) {
      pushed.turnAway();
      return sendAgain("samples wait to be judged");
    }
    try {
      return take.get();
    } catch (SeriesDecodeException e) {
      return undecodable(e);
    }
  }
}
