package dev.flatline.cli;

/// What a command says to the shell. Part of the interface: scripts depend on it.
final class ExitCode {
  /// Done; nothing at or above `--fail-on`.
  static final int DONE = 0;

  /// Done; a finding is at or above `--fail-on`.
  static final int FINDINGS = 1;

  /// The command line or a policy file is wrong.
  static final int USAGE = 2;

  /// A source cannot be read, or an output cannot be written.
  static final int SOURCE = 3;

  private ExitCode() {}
}
