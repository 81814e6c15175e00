package dev.flatline.formats.prometheus;

/// An answer is not what the API promises.
public final class ApiFormatException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Kinds of failure.
  public enum Reason {
    /// It ends before its end.
    TRUNCATED,
    /// It is not JSON.
    NOT_JSON,
    /// It is JSON, but not of the API's shape.
    UNEXPECTED,
    /// It is larger than is read.
    TOO_LARGE
  }

  private final Reason reason;

  ApiFormatException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  ApiFormatException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// The kind of failure.
  public Reason reason() {
    return reason;
  }
}
