package dev.flatline.connectors.prometheus.client;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceException.Reason;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;

/// Tries a request until it succeeds, fails for good or has been tried often enough.
final class HttpAttempts {
  private final PrometheusEndpoint endpoint;
  private final Patience patience;
  private final HttpExchange exchange;
  private final AtomicLong requests = new AtomicLong();

  HttpAttempts(PrometheusEndpoint endpoint, Patience patience, HttpExchange exchange) {
    this.endpoint = endpoint;
    this.patience = patience;
    this.exchange = exchange;
  }

  /// @throws SourceException where it fails for good
  /// @throws QueryRefusedException where it asks for more than the server does at once
  <T> Answered<T> call(ApiRequest request, Supplier<? extends Attempt.BodyReader<T>> readers) {
    for (int attempt = 1; ; attempt++) {
      requests.incrementAndGet();
      switch (exchange.attempt(request, readers.get())) {
        case Attempt.Done<T> done -> {
          return new Answered<>(done.value(), done.answer());
        }
        case Attempt.Failed<T> failed -> waitOrFail(request, failed.failure(), attempt);
      }
    }
  }

  long requests() {
    return requests.get();
  }

  private void waitOrFail(ApiRequest request, Failure failure, int attempt) {
    switch (failure) {
      case Failure.Transient passing -> waitFor(request, passing, attempt);
      case Failure.Refused refused ->
          throw new QueryRefusedException(refused.kind(), told(request, refused.message()));
      case Failure.Final last ->
          throw new SourceException(last.reason(), told(request, last.message()));
    }
  }

  private void waitFor(ApiRequest request, Failure.Transient failure, int attempt) {
    if (attempt >= attemptsFor(failure)) {
      giveUp(request, failure, attempt);
    }
    Duration longest = patience.backOff().longest();
    Duration wait =
        failure
            .retryAfter()
            .orElseGet(() -> patience.backOff().waitAfter(attempt, patience.random()));
    if (wait.compareTo(longest) > 0) {
      throw new SourceException(
          failure.reason(),
          told(
              request, failure.message() + "; it asks to come back in " + wait.toSeconds() + " s"));
    }
    pause(wait);
  }

  /// Nobody waits long for a server that has never answered: most often its address is wrong. And a
  /// query that runs into the time-out will again: a smaller one may not.
  private int attemptsFor(Failure.Transient failure) {
    return switch (failure.reason()) {
      case UNREACHABLE -> exchange.hasAnswered() ? patience.backOff().attempts() : 1;
      case TIMEOUT -> Math.min(2, patience.backOff().attempts());
      case NOT_FOUND, MALFORMED, TRUNCATED, EMPTY, UNAUTHORIZED, REJECTED, SERVER_ERROR, SETTINGS ->
          patience.backOff().attempts();
    };
  }

  private void giveUp(ApiRequest request, Failure.Transient failure, int attempt) {
    String message = failure.message() + (attempt == 1 ? "" : ", " + attempt + " times");
    if (failure.reason() == Reason.TIMEOUT && exchange.hasAnswered()) {
      throw new QueryRefusedException(QueryRefusedException.Kind.TOO_SLOW, told(request, message));
    }
    throw new SourceException(failure.reason(), told(request, message));
  }

  private void pause(Duration wait) {
    try {
      patience.pause().sleep(wait);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SourceException(Reason.TIMEOUT, "interrupted while waiting for " + endpoint, e);
    }
  }

  private String told(ApiRequest request, String message) {
    return endpoint + ": " + request.what() + ": " + endpoint.redacted(message);
  }
}
