package dev.flatline.formats.series;

import org.jspecify.annotations.Nullable;

/// A request that is not decoded to its end. The message says what is wrong.
public final class SeriesDecodeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Kinds of failure, stable for counting.
  public enum Reason {
    /// The body is not of the format.
    MALFORMED,
    /// The body is larger, when unpacked, than the decoder takes.
    TOO_LARGE,
    /// There are more series than the decoder takes.
    TOO_MANY_SERIES
  }

  private final Reason reason;

  /// A failure without a cause worth showing.
  public SeriesDecodeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// A failure with its cause.
  public SeriesDecodeException(Reason reason, String message, @Nullable Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// The kind of failure.
  public Reason reason() {
    return reason;
  }
}
