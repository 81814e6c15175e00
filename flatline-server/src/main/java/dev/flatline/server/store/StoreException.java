package dev.flatline.server.store;

/// What is kept cannot be read or written. The message says what, where, and what to do.
public final class StoreException extends RuntimeException {
  private static final long serialVersionUID = 1;

  StoreException(String message) {
    super(message);
  }

  StoreException(String message, Throwable cause) {
    super(message, cause);
  }
}
