package dev.flatline.cli;

import dev.flatline.connectors.SourceException;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParseResult;

/// The `flatline` command: every other command is a subcommand of this one.
@Command(
    name = "flatline",
    description = "Finds cryptomining in cloud fleets from the telemetry that a team already has.",
    mixinStandardHelpOptions = true,
    versionProvider = BuildVersion.class,
    synopsisSubcommandLabel = "COMMAND",
    subcommands = {
      HuntCommand.class,
      DemoCommand.class,
      ExplainCommand.class,
      RecordCommand.class,
      RulesCommand.class,
      CompletionCommand.class
    },
    footerHeading = "%nStart here:%n",
    footer = {
      "  flatline demo                                   see it find two miners in a recording",
      "  flatline hunt --prometheus http://HOST:9090     hunt through a week of your metrics",
      "  flatline COMMAND --help                         what a command does, with examples"
    })
public final class Main implements Runnable {
  private static final int USAGE_COLUMNS = 100;

  private Main() {}

  /// Runs one command and exits with its exit code.
  public static void main(String[] args) {
    System.exit(commandLine().execute(args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setUsageHelpWidth(USAGE_COLUMNS)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setExecutionExceptionHandler(Main::explain);
  }

  /// Failures that a user can do something about are told in one line; all others are ours.
  private static int explain(Exception failure, CommandLine command, ParseResult parsed)
      throws Exception {
    int exitCode =
        switch (failure) {
          case CommandFailure known -> known.exitCode();
          case SourceException unreadable -> ExitCode.SOURCE;
          default -> throw failure;
        };
    command.getErr().println("flatline: " + failure.getMessage());
    return exitCode;
  }

  /// Without a subcommand there is nothing to do but to show what could be done.
  @Override
  public void run() {
    commandLine().usage(System.out);
  }
}
