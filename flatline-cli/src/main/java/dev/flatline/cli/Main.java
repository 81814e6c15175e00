package dev.flatline.cli;

import picocli.CommandLine;
import picocli.CommandLine.Command;

/// The `flatline` command: every other command is a subcommand of this one.
@Command(
    name = "flatline",
    description = "Finds cryptomining in cloud fleets from the telemetry that a team already has.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class)
public final class Main implements Runnable {
  private Main() {}

  /// Runs one command and exits with its exit code.
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main());
  }

  /// Without a subcommand there is nothing to do but to show what could be done.
  @Override
  public void run() {
    commandLine().usage(System.out);
  }
}
