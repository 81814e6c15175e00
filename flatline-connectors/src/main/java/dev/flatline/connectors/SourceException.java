package dev.flatline.connectors;

/// A source cannot be read. The message says what, where and what to do.
public final class SourceException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Kinds of failure, stable for counting and for exit codes.
  public enum Reason {
    /// There is no such file, or it may not be read.
    NOT_FOUND,
    /// The content is not what it claims to be: header, compression, encoding.
    MALFORMED,
    /// The content ends before its end.
    TRUNCATED,
    /// There is nothing in it: an empty file, no series.
    EMPTY,
    /// The server cannot be reached.
    UNREACHABLE,
    /// The server refuses the credentials (401, 403).
    UNAUTHORIZED,
    /// The server refuses the query (400, 422).
    REJECTED,
    /// The server did not answer in time, also after retries.
    TIMEOUT,
    /// The server failed (5xx), also after retries.
    SERVER_ERROR,
    /// The settings contradict each other or name what does not exist.
    SETTINGS
  }

  private final Reason reason;

  /// A failure without a cause worth showing.
  public SourceException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /// A failure with its cause.
  public SourceException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// The kind of failure.
  public Reason reason() {
    return reason;
  }
}
