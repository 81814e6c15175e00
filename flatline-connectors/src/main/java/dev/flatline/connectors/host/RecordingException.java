package dev.flatline.connectors.host;

/// A recording cannot be written. The message says which file, why and what to do.
public final class RecordingException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// Kinds of failure, stable for exit codes.
  public enum Reason {
    /// The file is there already and may not be replaced.
    EXISTS,
    /// The file cannot be made, or not be written to its end: permissions, a full disk.
    NOT_WRITABLE
  }

  private final Reason reason;

  RecordingException(Reason reason, String message, Throwable cause) {
    super(message, cause);
    this.reason = reason;
  }

  /// The kind of failure.
  public Reason reason() {
    return reason;
  }
}
