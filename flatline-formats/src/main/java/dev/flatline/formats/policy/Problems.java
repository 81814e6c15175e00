package dev.flatline.formats.policy;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/// Collects what is wrong and what is odd while a file is read.
final class Problems {
  private final List<PolicyProblem> errors = new ArrayList<>();
  private final List<PolicyProblem> warnings = new ArrayList<>();

  void refuse(PolicyProblem problem) {
    errors.add(problem);
  }

  void warn(PolicyProblem problem) {
    warnings.add(problem);
  }

  boolean hasErrors() {
    return !errors.isEmpty();
  }

  List<PolicyProblem> errors() {
    return inOrder(errors);
  }

  List<PolicyProblem> warnings() {
    return inOrder(warnings);
  }

  private static List<PolicyProblem> inOrder(List<PolicyProblem> problems) {
    return problems.stream()
        .sorted(
            Comparator.comparingInt(PolicyProblem::line).thenComparingInt(PolicyProblem::column))
        .toList();
  }
}
