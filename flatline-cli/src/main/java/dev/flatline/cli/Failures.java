package dev.flatline.cli;

import dev.flatline.connectors.SourceException;
import dev.flatline.formats.text.Suggestion;
import dev.flatline.formats.text.VisibleText;
import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/// Tells a user why a command could not do what it should, and which exit code says so.
final class Failures {
  private Failures() {}

  /// The command line is wrong: what is, what was perhaps meant, and where to look.
  static int tell(ParameterException wrong) {
    CommandLine command = wrong.getCommandLine();
    PrintWriter err = command.getErr();
    err.println("flatline: " + VisibleText.of(message(wrong)));
    err.println("See '" + command.getCommandSpec().qualifiedName() + " --help'.");
    err.flush();
    return ExitCode.USAGE;
  }

  private static String message(ParameterException wrong) {
    if (!(wrong instanceof UnmatchedArgumentException unmatched)
        || unmatched.getUnmatched().isEmpty()) {
      return String.valueOf(wrong.getMessage());
    }
    CommandSpec command = wrong.getCommandLine().getCommandSpec();
    String first = unmatched.getUnmatched().getFirst();
    if (unmatched.isUnknownOption()) {
      return "unknown option " + first + Suggestion.hint(first, command.optionsMap().keySet());
    }
    return command.subcommands().isEmpty()
        ? "'" + first + "' belongs to no option"
        : "there is no command '"
            + first
            + "'"
            + Suggestion.hint(first, command.subcommands().keySet());
  }

  /// Failures that a user can do something about are told in one line; all others are ours.
  static int tell(Throwable failure, PrintWriter err) {
    return switch (failure) {
      case CommandFailure silent when silent.isSilent() -> silent.exitCode();
      case CommandFailure known -> told(known, err, known.exitCode());
      case SourceException source -> told(source, err, exitCode(source.reason()));
      case OutOfMemoryError full -> outOfMemory(err);
      default -> internal(failure, err);
    };
  }

  private static int exitCode(SourceException.Reason reason) {
    return switch (reason) {
      case SETTINGS -> ExitCode.USAGE;
      case NOT_FOUND,
          MALFORMED,
          TRUNCATED,
          EMPTY,
          UNREACHABLE,
          UNAUTHORIZED,
          REJECTED,
          TIMEOUT,
          SERVER_ERROR ->
          ExitCode.SOURCE;
    };
  }

  private static int told(Throwable failure, PrintWriter err, int exitCode) {
    err.println("flatline: " + failure.getMessage());
    err.flush();
    return exitCode;
  }

  private static int outOfMemory(PrintWriter err) {
    err.println("flatline: out of memory; FLATLINE_JAVA_OPTS=-Xmx2g gives it more");
    err.flush();
    return ExitCode.SOURCE;
  }

  private static int internal(Throwable failure, PrintWriter err) {
    err.println("flatline: internal error: " + failure);
    failure.printStackTrace(err);
    err.println(
        "This is a fault of Flatline's: please report it with these lines, the command and what"
            + " 'flatline --version' says.");
    err.flush();
    return ExitCode.SOURCE;
  }
}
