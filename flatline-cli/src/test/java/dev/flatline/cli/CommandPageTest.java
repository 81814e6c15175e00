package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.testkit.SourceTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// The reference page in the repository is the one that the commands write, and what it says of
/// them is true. To write it again, run with `-Dflatline.docs=write`.
class CommandPageTest {

  @Test
  void page_inTheRepository_isTheGeneratedOne() throws IOException {
    Path page = SourceTree.path("docs/reference/command-line.md");
    String generated = CommandPage.markdown(Main.commandLine());
    if (System.getProperty("flatline.docs", "").equals("write")) {
      Files.writeString(page, generated);
    }
    assertThat(page).hasContent(generated);
  }

  @Test
  void page_linksOnlyToHeadingsThatItHas() {
    String page = CommandPage.markdown(Main.commandLine());
    List<String> headings =
        page.lines()
            .filter(line -> line.startsWith("#"))
            .map(
                line ->
                    line.replaceAll("[#`]", "").strip().toLowerCase(Locale.ROOT).replace(' ', '-'))
            .toList();

    assertThat(Pattern.compile("\\(#([^)]+)\\)").matcher(page).results())
        .isNotEmpty()
        .allSatisfy(link -> assertThat(headings).containsOnlyOnce(link.group(1)));
  }

  static Stream<CommandLine> commands() {
    return descendants(Main.commandLine()).filter(one -> one.getSubcommands().isEmpty());
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_statesExitCodesAndExamples(CommandLine command) {
    assertThat(command.getCommandSpec().usageMessage().exitCodeList()).containsKeys("0", "2");
    assertThat(command.getCommandSpec().usageMessage().footer()).isNotEmpty();
  }

  @ParameterizedTest
  @MethodSource("commands")
  void command_statesTheDefaultsThatItHas(CommandLine command) {
    for (OptionSpec option : command.getCommandSpec().options()) {
      Object initial = option.initialValue();
      if (!isNothing(initial)) {
        assertThat(taken(option, CommandPage.literalDefaultOf(option)))
            .as("%s %s", command.getCommandName(), option.longestName())
            .isEqualTo(initial);
      }
    }
  }

  /// What an option takes this for.
  private static Object taken(OptionSpec option, String argument) {
    new CommandLine(CommandSpec.create().addOption(option))
        .setCaseInsensitiveEnumValuesAllowed(true)
        .parseArgs(option.longestName(), argument);
    return option.getValue();
  }

  private static boolean isNothing(Object value) {
    return switch (value) {
      case null -> true;
      case Boolean flag -> !flag;
      case Collection<?> many -> many.isEmpty();
      case Map<?, ?> many -> many.isEmpty();
      case String text -> text.isEmpty();
      default -> false;
    };
  }

  private static Stream<CommandLine> descendants(CommandLine command) {
    return command.getSubcommands().values().stream()
        .flatMap(child -> Stream.concat(Stream.of(child), descendants(child)));
  }
}
