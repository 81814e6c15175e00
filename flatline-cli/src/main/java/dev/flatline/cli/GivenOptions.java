package dev.flatline.cli;

import java.lang.reflect.Member;
import java.util.Collection;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// Which options the user has given, for commands that must not ignore one.
final class GivenOptions {
  private GivenOptions() {}

  /// The longest names of those that these classes declare, in the order of the command line.
  static List<String> of(CommandSpec command, Collection<Class<?>> declaring) {
    return command.commandLine().getParseResult().matchedOptions().stream()
        .filter(
            option ->
                option.userObject() instanceof Member member
                    && declaring.contains(member.getDeclaringClass()))
        .map(OptionSpec::longestName)
        .distinct()
        .toList();
  }
}
