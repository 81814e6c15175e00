package dev.flatline.connectors.prometheus.client;

import dev.flatline.connectors.SourceException;
import java.time.Duration;
import java.util.Optional;

/// What a failed attempt means for the request.
sealed interface Failure {

  /// It may pass next time.
  ///
  /// @param reason the reason to give where it never does
  /// @param message what happened
  /// @param retryAfter how long the server asks to wait, empty where it does not
  record Transient(SourceException.Reason reason, String message, Optional<Duration> retryAfter)
      implements Failure {}

  /// The query is more than the server does at once.
  record Refused(QueryRefusedException.Kind kind, String message) implements Failure {}

  /// It will not pass however often it is tried.
  record Final(SourceException.Reason reason, String message) implements Failure {}
}
