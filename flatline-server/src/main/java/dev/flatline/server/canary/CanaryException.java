package dev.flatline.server.canary;

/// A canary got lost. The message says what happened, for people.
final class CanaryException extends Exception {
  private static final long serialVersionUID = 1;

  private final CanaryFailure failure;

  CanaryException(CanaryFailure failure, String message) {
    super(message);
    this.failure = failure;
  }

  CanaryFailure failure() {
    return failure;
  }
}
