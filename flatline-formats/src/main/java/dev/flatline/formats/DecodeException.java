package dev.flatline.formats;

/// Bytes that are not what they should be. The message says what is wrong and where.
public final class DecodeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Kinds of failure, stable for counting.
  public enum Reason {
    /// The header or the metric names are not what is allowed.
    HEADER,
    /// The text is not of the format.
    MALFORMED,
    /// There is nothing in it.
    EMPTY,
    /// A line, a header or a file is longer than the decoder takes.
    TOO_LARGE
  }

  private final Reason reason;

  /// A failure without a cause worth showing.
  public DecodeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// A failure with its cause.
  public DecodeException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// The kind of failure.
  public Reason reason() {
    return reason;
  }
}
