package dev.flatline.cli;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// A command line of `flatline` that a document shows.
///
/// @param words what follows `flatline`, as a shell would pass it on
/// @param complete whether a reader may copy it: it stands in a block of commands, not in a
/// sentence
record DocumentedCommand(List<String> words, boolean complete) {
  private static final Pattern FENCE =
      Pattern.compile("^```(\\w*)\n(.*?)^```$", Pattern.DOTALL | Pattern.MULTILINE);

  /// Languages of blocks that hold commands; one without a language may.
  private static final Pattern SHELL = Pattern.compile("|sh|console");

  /// What a usage line marks as optional.
  private static final Pattern OPTIONAL = Pattern.compile("\\[[^]]*]");

  private static final Pattern SPAN = Pattern.compile("`([^`]+)`");

  /// The program where it was built, on the path or where a service has it; not its user, whom
  /// `-u` names.
  private static final Pattern PROGRAM =
      Pattern.compile("(?<![\\w./-]|-u )(?:\\./|/opt/flatline/)?flatline[ \t]+");

  /// One word of a shell; operators, comments and what follows them are none.
  private static final Pattern WORD =
      Pattern.compile("\\G[ \t]*((?:[^\\s'\"|&;<>()#]|'[^']*'|\"[^\"]*\")+)");

  private static final Pattern QUOTED = Pattern.compile("'([^']*)'|\"([^\"]*)\"");

  /// All command lines of a Markdown text, in its order: first those of blocks.
  static List<DocumentedCommand> in(String markdown) {
    List<DocumentedCommand> commands = new ArrayList<>();
    Matcher fence = FENCE.matcher(markdown);
    while (fence.find()) {
      if (SHELL.matcher(fence.group(1)).matches()) {
        add(fence.group(2).replace("\\\n", " "), true, commands);
      }
    }
    for (String span : spans(markdown)) {
      if (PROGRAM.matcher(span).lookingAt()) {
        add(OPTIONAL.matcher(span).replaceAll(""), false, commands);
      }
    }
    return commands;
  }

  /// What stands as code within sentences and tables.
  static List<String> spans(String markdown) {
    return SPAN.matcher(FENCE.matcher(markdown).replaceAll(""))
        .results()
        .map(span -> span.group(1).replace('\n', ' '))
        .toList();
  }

  private static void add(String text, boolean complete, List<DocumentedCommand> commands) {
    Matcher program = PROGRAM.matcher(text);
    while (program.find()) {
      List<String> words = new ArrayList<>();
      Matcher word = WORD.matcher(text).region(program.end(), text.length());
      while (word.find()) {
        words.add(QUOTED.matcher(word.group(1)).replaceAll("$1$2"));
      }
      commands.add(new DocumentedCommand(words, complete));
    }
  }

  @Override
  public String toString() {
    return "flatline " + String.join(" ", words);
  }
}
