package dev.flatline.server.judge;

/// A snapshot cannot be read. The message says which, where, and what to do.
public final class SnapshotException extends RuntimeException {
  private static final long serialVersionUID = 1;

  SnapshotException(String message, Throwable cause) {
    super(message, cause);
  }

  SnapshotException(String message) {
    super(message);
  }
}
