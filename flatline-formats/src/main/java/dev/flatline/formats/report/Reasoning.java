package dev.flatline.formats.report;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.explain.AgainstText;
import dev.flatline.formats.explain.Calculation;
import dev.flatline.formats.explain.WeighingText;
import java.util.List;

/// How a finding was calculated, line by line.
///
/// @param evidence of each piece of evidence, in the finding's order, the terms of its strength
/// @param against what speaks against a miner
/// @param weighing how they add up to severity and confidence
public record Reasoning(List<List<String>> evidence, List<String> against, List<String> weighing) {
  /// Nothing is told.
  public static final Reasoning NONE = new Reasoning(List.of(), List.of(), List.of());

  /// Copies the lists.
  public Reasoning {
    evidence = evidence.stream().map(List::copyOf).toList();
    against = List.copyOf(against);
    weighing = List.copyOf(weighing);
  }

  /// That of a finding, done again from its own values.
  public static Reasoning of(Finding finding) {
    return new Reasoning(
        finding.evidence().stream().map(one -> Calculation.of(one).lines()).toList(),
        AgainstText.of(finding),
        WeighingText.of(finding));
  }

  /// The terms of the piece of evidence of this number, empty where nothing is told of it.
  List<String> terms(int number) {
    return number < evidence.size() ? evidence.get(number) : List.of();
  }
}
