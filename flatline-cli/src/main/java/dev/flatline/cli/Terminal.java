package dev.flatline.cli;

import java.nio.charset.Charset;
import java.util.Map;

/// What the streams of this process lead to. The launcher asks the shell and says so in system
/// properties; without the launcher nothing is taken for a terminal.
///
/// @param stdout whether standard output is one
/// @param stderr whether standard error is one on which a line can be drawn anew
/// @param columns how wide it is
/// @param colour whether to use colour on standard output
/// @param unicode whether standard output can show characters beyond ASCII
record Terminal(boolean stdout, boolean stderr, int columns, boolean colour, boolean unicode) {
  static final int USUAL_COLUMNS = 100;

  static Terminal ofProcess() {
    return of(System.getenv(), System.getProperty("flatline.terminal", ""), System.out.charset());
  }

  /// From the environment, the launcher's word (such as `stdout stderr 120`) and the charset.
  static Terminal of(Map<String, String> environment, String launcher, Charset charset) {
    boolean stdout = false;
    boolean stderr = false;
    int columns = USUAL_COLUMNS;
    for (String word : launcher.split(" ", -1)) {
      switch (word) {
        case "stdout" -> stdout = true;
        case "stderr" -> stderr = true;
        default -> columns = word.matches("[1-9][0-9]{1,3}") ? Integer.parseInt(word) : columns;
      }
    }
    boolean dumb = "dumb".equals(environment.get("TERM"));
    boolean refused = !environment.getOrDefault("NO_COLOR", "").isEmpty();
    boolean unicode = charset.name().startsWith("UTF");
    return new Terminal(stdout, stderr && !dumb, columns, stdout && !dumb && !refused, unicode);
  }

  /// How wide it is, but not less than this: below, lines are left to the terminal to break.
  int columnsAtLeast(int least) {
    return Math.max(least, columns);
  }

  /// What stands for a part left out.
  String ellipsis() {
    return unicode ? "…" : "...";
  }

  /// The same without colour.
  Terminal plain() {
    return new Terminal(stdout, stderr, columns, false, unicode);
  }
}
