package dev.flatline.server.backup;

/// A data folder cannot be checked, backed up or restored. The message says what, where, and what
/// to do; nothing that was there has changed.
public final class BackupException extends RuntimeException {
  private static final long serialVersionUID = 1;

  BackupException(String message) {
    super(message);
  }

  BackupException(String message, Throwable cause) {
    super(message, cause);
  }
}
