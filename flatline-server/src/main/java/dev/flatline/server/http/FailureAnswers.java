package dev.flatline.server.http;

import com.linecorp.armeria.common.AggregatedHttpResponse;
import com.linecorp.armeria.common.ContentTooLargeException;
import com.linecorp.armeria.common.HttpResponse;
import com.linecorp.armeria.common.HttpStatus;
import com.linecorp.armeria.common.RequestHeaders;
import com.linecorp.armeria.common.util.Exceptions;
import com.linecorp.armeria.server.HttpStatusException;
import com.linecorp.armeria.server.RequestTimeoutException;
import com.linecorp.armeria.server.ServerErrorHandler;
import com.linecorp.armeria.server.ServiceConfig;
import com.linecorp.armeria.server.ServiceRequestContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What a client is told where a request failed: what it can mend, never a stack trace.
public final class FailureAnswers implements ServerErrorHandler {
  private static final Logger LOG = LoggerFactory.getLogger(FailureAnswers.class);

  private static final long RETRY_SECONDS = 5;

  private final Class<? extends Exception> ofTheStore;

  /// @param ofTheStore what is thrown where nothing can be read or kept for now
  public FailureAnswers(Class<? extends Exception> ofTheStore) {
    this.ofTheStore = ofTheStore;
  }

  @Override
  public HttpResponse onServiceException(ServiceRequestContext context, Throwable thrown) {
    Throwable cause = Exceptions.peel(thrown);
    if (cause instanceof ContentTooLargeException) {
      return Problem.of(HttpStatus.REQUEST_ENTITY_TOO_LARGE, tooLarge(context.maxRequestLength()));
    }
    if (cause instanceof RequestTimeoutException) {
      return Problem.tryAgain(
          HttpStatus.SERVICE_UNAVAILABLE, RETRY_SECONDS, "it took too long: try again");
    }
    if (cause instanceof HttpStatusException refused) {
      return Problem.of(refused.httpStatus(), detail(context.config(), refused.httpStatus()));
    }
    if (ofTheStore.isInstance(cause)) {
      LOG.error("{} {}: {}", context.method(), context.path(), cause.getMessage());
      return Problem.tryAgain(
          HttpStatus.SERVICE_UNAVAILABLE,
          RETRY_SECONDS,
          "what is kept cannot be read or written now; the server's log says why");
    }
    LOG.error("{} {} failed", context.method(), context.path(), cause);
    return Problem.of(
        HttpStatus.INTERNAL_SERVER_ERROR, "Flatline failed; the server's log says where");
  }

  @Override
  public AggregatedHttpResponse renderStatus(
      @Nullable ServiceRequestContext context,
      ServiceConfig config,
      @Nullable RequestHeaders headers,
      HttpStatus status,
      @Nullable String description,
      @Nullable Throwable cause) {
    return Problem.of(status, detail(config, status)).aggregate().join();
  }

  private static String detail(ServiceConfig config, HttpStatus status) {
    if (status.equals(HttpStatus.NOT_FOUND)) {
      return "nothing is at this address: docs/reference/server.md names all";
    }
    return status.equals(HttpStatus.REQUEST_ENTITY_TOO_LARGE)
        ? tooLarge(config.maxRequestLength())
        : status.reasonPhrase();
  }

  private static String tooLarge(long mostBytes) {
    return "more than %,d bytes, counted after decompression: send it in parts"
        .formatted(mostBytes);
  }
}
