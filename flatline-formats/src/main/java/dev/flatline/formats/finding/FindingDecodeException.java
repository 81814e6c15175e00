package dev.flatline.formats.finding;

/// A document is not findings as [FindingJson] writes them. The message says where and what.
public final class FindingDecodeException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// What is wrong, stable for counting and for exit codes.
  public enum Reason {
    /// It is not JSON, or ends before its end.
    NOT_JSON,
    /// A field is missing that every finding has.
    MISSING_FIELD,
    /// A field holds what it cannot hold.
    BAD_VALUE
  }

  private final Reason reason;

  FindingDecodeException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  FindingDecodeException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// What is wrong.
  public Reason reason() {
    return reason;
  }
}
