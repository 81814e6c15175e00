package dev.flatline.cli;

/// A command cannot go on. The message is for the user: what, where, and what to do.
final class CommandFailure extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final int exitCode;

  CommandFailure(int exitCode, String message) {
    super(message);
    this.exitCode = exitCode;
  }

  /// An end about which nothing is to be said.
  static CommandFailure silent(int exitCode) {
    return new CommandFailure(exitCode, "");
  }

  int exitCode() {
    return exitCode;
  }

  boolean isSilent() {
    return String.valueOf(getMessage()).isEmpty();
  }
}
