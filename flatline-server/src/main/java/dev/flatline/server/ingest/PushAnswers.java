package dev.flatline.server.ingest;

import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import dev.flatline.server.http.Problem;

/// What all who push series are told.
final class PushAnswers {
  private static final long RETRY_SECONDS = 1;

  private PushAnswers() {}

  /// To who must wait.
  static HttpResponse behind() {
    return Problem.tryAgain(
        HttpStatus.TOO_MANY_REQUESTS,
        RETRY_SECONDS,
        "samples wait to be judged; nothing of this request was taken, send it again");
  }
}
