package dev.flatline.formats.yaml;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong and what is odd while a document is read.
public final class YamlProblems {
  private final List<YamlProblem> errors = new ArrayList<>();
  private final List<YamlProblem> warnings = new ArrayList<>();

  void refuse(YamlProblem problem) {
    errors.add(problem);
  }

  void warn(YamlProblem problem) {
    warnings.add(problem);
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  List<YamlProblem> errors() {
    return inOrder(errors);
  }

  List<YamlProblem> warnings() {
    return inOrder(warnings);
  }

  private static List<YamlProblem> inOrder(List<YamlProblem> problems) {
    return problems.stream()
        .sorted(Comparator.comparingInt(YamlProblem::line).thenComparingInt(YamlProblem::column))
        .toList();
  }
}
