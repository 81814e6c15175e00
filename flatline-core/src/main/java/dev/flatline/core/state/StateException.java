package dev.flatline.core.state;

/// Bytes that no [StateWriter] wrote in this order: damaged, cut off, or of another version.
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1;

  /// @param message what is wrong with them
  public StateException(String message) {
    super(message);
  }
}
