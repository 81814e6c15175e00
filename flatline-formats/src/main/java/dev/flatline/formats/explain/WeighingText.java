package dev.flatline.formats.explain;

import dev.flatline.core.correlate.Agreement;
import dev.flatline.core.correlate.Correlator;
import dev.flatline.core.correlate.Weighing;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.finding.Finding;
import dev.flatline.formats.text.QuantityText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// How the pieces of evidence of a finding add up to its severity and confidence.
public final class WeighingText {
  private WeighingText() {}

  /// Line by line.
  public static List<String> of(Finding finding) {
    if (finding.evidence().stream().anyMatch(one -> one.aspect().isOfGpu())) {
      return List.of(aspects(finding), "severity: by the table of docs/concepts/gpu.md");
    }
    return Weighing.of(finding)
        .map(weighing -> lines(finding, weighing))
        .orElseGet(
            () ->
                List.of("Another version's rules: severity and confidence are as it wrote them."));
  }

  private static List<String> lines(Finding finding, Weighing weighing) {
    List<String> lines = new ArrayList<>();
    lines.add(aspects(finding));
    lines.add(
        "severity: %s%s: %s"
            .formatted(
                weighing.agreement().text(),
                inputOutput(weighing),
                weighing.agreement().severity().label()));
    weighing.lowering().forEach(note -> lines.add("context: " + note));
    lines.add(confidence(finding, weighing));
    return lines;
  }

  private static String aspects(Finding finding) {
    return finding.evidence().stream()
        .map(one -> one.detector() + " says " + text(one.aspect()))
        .collect(Collectors.joining("; "));
  }

  private static String confidence(Finding finding, Weighing weighing) {
    Evidence strongest = weighing.strongest();
    String against =
        weighing.againstDecibans() > 0
            ? ", moved with the CPU " + Words.decibans(-weighing.againstDecibans())
            : "";
    return String.format(
        Locale.ROOT,
        "confidence: odds 1:%.0f = %s, strongest evidence (%s) %s%s: together %s = %s",
        Math.pow(10, -Correlator.PRIOR_DECIBANS / 10),
        Words.decibans(Correlator.PRIOR_DECIBANS),
        strongest.detector(),
        Words.decibans(strongest.strengthDecibans()),
        against,
        Words.decibans(weighing.posteriorDecibans()),
        QuantityText.probability(finding.confidence()));
  }

  /// What the row leaves open.
  private static String inputOutput(Weighing weighing) {
    return weighing.agreement() == Agreement.NEW ? "; " + weighing.inputOutput().text() : "";
  }

  private static String text(Aspect aspect) {
    return switch (aspect) {
      case SHAPE -> "flat and near the limit";
      case COUPLING -> "nothing moved with it";
      case NOVELTY -> "new";
      case ESTABLISHED -> "new and established";
      case LENGTH -> "longer than ever";
      case FLOOR -> "a new floor";
      case RARITY -> "rare";
      case ACCOUNTING_DOUBT -> "planes disagree, perhaps innocently";
      case ACCOUNTING -> "planes contradict each other";
      case ACCOUNTING_ONSET -> "planes that agreed contradict each other";
      case GPU_SHAPE -> "flat and busy, not all of it measured";
      case GPU_WORK -> "flat and busy without tensor cores or traffic";
      case GPU_NOVELTY -> "new for this GPU";
      case GPU_CONTRADICTION -> "what is told of the GPU cannot be true";
    };
  }
}
