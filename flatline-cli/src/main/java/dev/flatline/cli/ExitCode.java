package dev.flatline.cli;

/// What a command says to the shell. Part of the interface: scripts depend on it.
final class ExitCode {
  /// Done; nothing at or above `--fail-on`.
  static final int DONE = 0;

  /// Done; a finding is at or above `--fail-on`.
  static final int FINDINGS = 1;

  /// The command line or a policy file is wrong.
  static final int USAGE = 2;

  /// A source cannot be read or judged, an output cannot be written, or Flatline itself failed. It
  /// is never [#FINDINGS] that an accident looks like.
  static final int SOURCE = 3;

  /// Whoever read standard output stopped: what a shell reports of tools that SIGPIPE ends.
  static final int CLOSED_PIPE = 141;

  private ExitCode() {}
}
