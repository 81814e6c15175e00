package dev.flatline.cli;

import java.lang.reflect.Field;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/// The reference page of the commands, written from what they say of themselves. Options that
/// several commands share are told once, where they come first.
final class CommandPage {
  private static final String RULES = "Rules and dashboard";

  /// Headings for the classes whose options several commands share.
  private static final Map<Class<?>, String> SHARED =
      Map.of(
          PrometheusOptions.class, "Reading from a Prometheus",
          InputOptions.class, "Reading files",
          EngineOptions.class, "Judging",
          PolicyOption.class, "Judging",
          OutputOptions.class, "Writing findings",
          RulesOptions.class, RULES,
          RulesOutput.class, RULES);

  private static final Set<String> STANDARD = Set.of("--help", "--version");
  private static final Path PAGE_FOLDER = Path.of("docs/reference");
  private static final Pattern DEFAULT = Pattern.compile("\\s*\\(default: ([^)]*)\\)");

  /// The default itself, where it is something that the option takes, and what is said of it.
  private static final Pattern LITERAL = Pattern.compile("([^\\s,]+)(, .*)?");

  /// In the prose of the help: a document, something quoted, an option, a name with = or _ in it,
  /// a path or an ending, a function, and stars.
  private static final Pattern NOTATION =
      Pattern.compile(
          "(?<document>docs/\\S+\\.md)|(?<![\\w=])'(?<quoted>[^']+)'"
              + "|(?<code>(?<![\\w-])--[a-z][a-z-]*|[\\w-]+[=_][\\w/'=-]*[\\w']"
              + "|(?<!\\w)[./]\\w[\\w/]*|\\w+\\(\\)|\\*+)");

  private final StringBuilder page = new StringBuilder();
  private final Set<String> told = new LinkedHashSet<>();

  private CommandPage() {}

  static String markdown(CommandLine root) {
    CommandPage commands = new CommandPage();
    commands.introduction(root);
    commands.sections(root);
    return commands.page.toString();
  }

  /// What an option's or parameter's help states as its default, empty where it states none.
  static String defaultOf(ArgSpec argument) {
    Matcher stated = DEFAULT.matcher(help(argument));
    return stated.find() ? stated.group(1) : "";
  }

  /// That default as it could be given on the command line, empty where it could not.
  static String literalDefaultOf(ArgSpec argument) {
    Matcher literal = LITERAL.matcher(defaultOf(argument));
    return literal.matches() ? literal.group(1) : "";
  }

  private void introduction(CommandLine root) {
    page.append(
        """
        # Commands and options

        Generated from the code: each command says this of itself when it is asked with `-h` or `--help`. Every command also takes
        `-V` or `--version`. A `DURATION` is written as Prometheus writes it, the largest unit first: `90s`, `30m`, `1h30m`, `7d`.

        | command | what it does |
        |---|---|
        """);
    rows(root);
  }

  private void rows(CommandLine parent) {
    for (CommandLine command : parent.getSubcommands().values()) {
      String name = nameOf(command);
      row(link("`" + name + "`", name), prose(usage(command).description()[0]));
      rows(command);
    }
  }

  private void sections(CommandLine parent) {
    for (CommandLine command : parent.getSubcommands().values()) {
      section(command);
      sections(command);
    }
  }

  private void section(CommandLine command) {
    page.append("\n## `").append(nameOf(command)).append("`\n");
    paragraphs(usage(command).description());
    page.append("\nUsage: `").append(synopsis(command.getCommandSpec())).append("`\n");
    examples(usage(command).footer());
    exitCodes(usage(command).exitCodeList());
    arguments(command.getCommandSpec());
  }

  private void paragraphs(String... lines) {
    boolean begun = false;
    for (String line : lines) {
      if (line.isEmpty()) {
        begun = false;
      } else {
        page.append(begun ? "" : "\n").append(prose(line)).append('\n');
        begun = true;
      }
    }
  }

  /// What must be given, in full; what may be given, in a word.
  private static String synopsis(CommandSpec command) {
    List<String> words = new ArrayList<>(List.of(command.qualifiedName()));
    List<OptionSpec> options = options(command);
    for (OptionSpec option : options) {
      if (option.required()) {
        words.add(option.longestName() + " " + option.paramLabel());
      }
    }
    if (options.stream().anyMatch(option -> !option.required())) {
      words.add("[OPTION…]");
    }
    for (PositionalParamSpec parameter : command.positionalParameters()) {
      words.add("[" + nameOf(parameter) + "]");
    }
    if (!command.subcommands().isEmpty()) {
      words.add(command.subcommands().keySet().stream().collect(Collectors.joining("|")));
    }
    return String.join(" ", words);
  }

  private void arguments(CommandSpec command) {
    List<ArgSpec> own = new ArrayList<>(command.positionalParameters());
    Map<String, List<ArgSpec>> shared = new LinkedHashMap<>();
    for (OptionSpec option : options(command)) {
      String heading = SHARED.get(declaring(option));
      if (heading == null) {
        own.add(option);
      } else {
        shared.computeIfAbsent(heading, unused -> new ArrayList<>()).add(option);
      }
    }
    table(own);
    List<String> again = shared.keySet().stream().filter(told::contains).toList();
    if (!again.isEmpty()) {
      page.append("\nIt ")
          .append(own.isEmpty() ? "takes" : "also takes")
          .append(" the options for ");
      page.append(again.stream().map(CommandPage::mention).collect(Collectors.joining(", ")));
      page.append(".\n");
    }
    shared.forEach(
        (heading, options) -> {
          if (told.add(heading)) {
            page.append("\n### ").append(heading).append('\n');
            table(options);
          }
        });
  }

  private void table(List<ArgSpec> arguments) {
    if (arguments.isEmpty()) {
      return;
    }
    page.append("\n| option | argument | default | meaning |\n|---|---|---|---|\n");
    for (ArgSpec argument : arguments) {
      String meaning = prose(DEFAULT.matcher(help(argument)).replaceAll(""));
      switch (argument) {
        case OptionSpec option -> row(names(option), label(option), preset(option), meaning);
        case PositionalParamSpec parameter ->
            row("", code(nameOf(parameter)), preset(parameter), meaning);
        default -> throw new IllegalStateException("neither option nor parameter: " + argument);
      }
    }
  }

  private static String names(OptionSpec option) {
    return option.names().length == 1
        ? code(option.longestName())
        : code(option.shortestName()) + ", " + code(option.longestName());
  }

  private static String label(OptionSpec option) {
    return option.arity().max() == 0 ? "" : code(option.paramLabel() + repeated(option));
  }

  private static String nameOf(PositionalParamSpec parameter) {
    return parameter.paramLabel() + repeated(parameter);
  }

  private static String repeated(ArgSpec argument) {
    return argument.arity().max() > 1 ? "…" : "";
  }

  private static String preset(ArgSpec argument) {
    String literal = literalDefaultOf(argument);
    if (argument.required()) {
      return "required";
    }
    String stated = defaultOf(argument);
    return literal.isEmpty() ? stated : code(literal) + stated.substring(literal.length());
  }

  private void exitCodes(Map<String, String> meanings) {
    if (!meanings.isEmpty()) {
      page.append("\n| exit code | means |\n|---|---|\n");
      meanings.forEach((exitCode, meaning) -> row(exitCode, prose(meaning)));
    }
  }

  private void examples(String... lines) {
    if (lines.length > 0) {
      page.append("\n```sh\n");
      for (String line : lines) {
        page.append(line.strip()).append('\n');
      }
      page.append("```\n");
    }
  }

  private void row(String... cells) {
    for (String cell : cells) {
      page.append("| ").append(cell.replace("|", "\\|")).append(cell.isEmpty() ? "" : " ");
    }
    page.append("|\n");
  }

  private static UsageMessageSpec usage(CommandLine command) {
    return command.getCommandSpec().usageMessage();
  }

  private static String nameOf(CommandLine command) {
    return command.getCommandSpec().qualifiedName();
  }

  private static List<OptionSpec> options(CommandSpec command) {
    return command.options().stream()
        .filter(option -> !STANDARD.contains(option.longestName()))
        .toList();
  }

  private static Class<?> declaring(OptionSpec option) {
    return ((Field) Objects.requireNonNull(option.userObject())).getDeclaringClass();
  }

  private static String help(ArgSpec argument) {
    return String.join(" ", argument.description());
  }

  /// A heading within a sentence.
  private static String mention(String heading) {
    return link(heading.substring(0, 1).toLowerCase(Locale.ROOT) + heading.substring(1), heading);
  }

  private static String link(String text, String heading) {
    return "[" + text + "](#" + heading.toLowerCase(Locale.ROOT).replace(' ', '-') + ")";
  }

  private static String code(String text) {
    return "`" + text + "`";
  }

  /// Help as Markdown: what stands for itself becomes code, documents become links.
  private static String prose(String help) {
    return NOTATION
        .matcher(help.replace("%%", "%"))
        .replaceAll(found -> Matcher.quoteReplacement(notation(found)));
  }

  private static String notation(MatchResult found) {
    String document = found.group("document");
    if (document != null) {
      Path path = Path.of(document);
      return "[" + path.getFileName() + "](" + PAGE_FOLDER.relativize(path) + ")";
    }
    String quoted = found.group("quoted");
    return code(quoted == null ? found.group("code") : quoted);
  }
}
