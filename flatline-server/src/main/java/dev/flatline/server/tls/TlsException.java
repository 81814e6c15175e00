package dev.flatline.server.tls;

/// A certificate, a key or a revocation list cannot be used. The message says which file, and why.
public final class TlsException extends RuntimeException {
  private static final long serialVersionUID = 1;

  TlsException(String message, Throwable cause) {
    super(message, cause);
  }
}
