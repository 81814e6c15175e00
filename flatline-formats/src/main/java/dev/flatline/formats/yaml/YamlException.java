package dev.flatline.formats.yaml;

import java.util.List;

/// A policy document cannot be used. The message is the whole report: one line per problem, each
/// with
/// its place, what was found and what is allowed.
public final class YamlException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private static final int PROBLEMS_SHOWN = 50;

  private final transient List<YamlProblem> problems;

  YamlException(String fileName, List<YamlProblem> problems) {
    super(report(fileName, problems));
    this.problems = List.copyOf(problems);
  }

  /// Every problem, in the order of the file.
  public List<YamlProblem> problems() {
    return problems;
  }

  private static String report(String fileName, List<YamlProblem> problems) {
    String noun = problems.size() == 1 ? " problem" : " problems";
    StringBuilder report = new StringBuilder(fileName + ": " + problems.size() + noun);
    for (YamlProblem problem : problems.subList(0, Math.min(problems.size(), PROBLEMS_SHOWN))) {
      report.append('\n').append(problem.in(fileName));
    }
    if (problems.size() > PROBLEMS_SHOWN) {
      report.append("\nand ").append(problems.size() - PROBLEMS_SHOWN).append(" more");
    }
    return report.toString();
  }
}
