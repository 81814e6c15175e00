package dev.flatline.formats.report;

import java.util.List;

/// How a finding was calculated, line by line.
///
/// @param evidence of each piece of evidence, in the finding's order, the terms of its strength
/// @param weighing how they add up to severity and confidence
public record Reasoning(List<List<String>> evidence, List<String> weighing) {
  /// Nothing is told.
  public static final Reasoning NONE = new Reasoning(List.of(), List.of());

  /// Copies the lists.
  public Reasoning {
    evidence = evidence.stream().map(List::copyOf).toList();
    weighing = List.copyOf(weighing);
  }

  /// The terms of the piece of evidence of this number, empty where nothing is told of it.
  List<String> terms(int number) {
    return number < evidence.size() ? evidence.get(number) : List.of();
  }
}
