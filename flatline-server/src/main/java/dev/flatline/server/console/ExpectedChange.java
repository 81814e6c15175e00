package dev.flatline.server.console;

import com.github.difflib.DiffUtils;
import com.github.difflib.UnifiedDiffUtils;
import dev.flatline.core.finding.Severity;
import java.util.List;
import java.util.stream.Collectors;

/// A change of a policy file that says that a finding is expected, which nobody has made yet.
///
/// @param file the file's name, without its folder
/// @param before its text; empty where there is no file
/// @param after the whole text as it would be
/// @param severity of the finding as it is
/// @param lowered what it would be
public record ExpectedChange(
    String file, String before, String after, Severity severity, Severity lowered) {
  /// Lines around a change, as everybody writes them.
  private static final int CONTEXT_LINES = 3;

  /// The change as a unified diff, for `patch -p0`; against `/dev/null` where there is no file.
  public String patch() {
    List<String> old = before.lines().toList();
    List<String> lines =
        UnifiedDiffUtils.generateUnifiedDiff(
            old.isEmpty() ? null : file,
            file,
            old,
            DiffUtils.diff(old, after.lines().toList()),
            CONTEXT_LINES);
    String end = after.contains("\r\n") ? "\r\n" : "\n";
    return lines.stream()
        .map(line -> line + (isHeader(line) ? "\n" : end))
        .collect(Collectors.joining());
  }

  /// What is no line of either file ends as everybody ends lines.
  private static boolean isHeader(String line) {
    return line.startsWith("--- ") || line.startsWith("+++ ") || line.startsWith("@@ ");
  }
}
