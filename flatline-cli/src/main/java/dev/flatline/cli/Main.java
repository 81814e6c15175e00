package dev.flatline.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.ExecutionException;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.Spec;
import picocli.CommandLine.TypeConversionException;

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
      EvaluateCommand.class,
      ServeCommand.class,
      FindingsCommand.class,
      TokenCommand.class,
      StoreCommand.class,
      SinkCommand.class,
      DoctorCommand.class,
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

  @Spec private @Nullable CommandSpec spec;

  private Main() {}

  /// Runs one command and exits with its exit code.
  public static void main(String[] args) {
    OutputStream out = new FileOutputStream(FileDescriptor.out);
    CommandLine command = commandLine().setOut(StandardOutput.writer(out, System.out.charset()));
    System.exit(execute(command, args));
  }

  static CommandLine commandLine() {
    return new CommandLine(new Main())
        .setUsageHelpWidth(USAGE_COLUMNS)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .registerConverter(double.class, Main::number)
        .registerConverter(RulesExporterChoice.class, RulesExporterChoice::parse)
        .setExecutionStrategy(Main::run)
        .setParameterExceptionHandler((wrong, args) -> Failures.tell(wrong))
        .setExecutionExceptionHandler(
            (failure, command, parsed) -> Failures.tell(failure, command.getErr()));
  }

  /// Picocli leaves failures of a command to us, but not those of its help.
  private static int run(ParseResult parsed) {
    try {
      return new CommandLine.RunLast().execute(parsed);
    } catch (CommandFailure e) {
      throw new ExecutionException(parsed.commandSpec().commandLine(), e.getMessage(), e);
    }
  }

  private static double number(String text) {
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      throw new TypeConversionException("'" + text + "' is not a number");
    }
  }

  /// Runs one command. However it ends, the exit code is one of [ExitCode].
  static int execute(CommandLine command, String... args) {
    try {
      int exitCode = command.execute(args);
      command.getOut().flush();
      return exitCode;
    } catch (RuntimeException | Error failure) {
      return Failures.tell(failure, command.getErr());
    }
  }

  /// Without a subcommand there is nothing to do but to show what could be done.
  @Override
  public void run() {
    CommandLine command = Objects.requireNonNull(spec).commandLine();
    command.usage(command.getOut());
  }
}
