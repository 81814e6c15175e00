package dev.flatline.core.correlate;

import dev.flatline.core.correlate.Agreement.InputOutput;
import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.finding.Finding;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// How the severity and the confidence of a finding came about, read back from the finding
/// itself.
///
/// @param agreement the row of the table that held
/// @param inputOutput what network and disk did
/// @param strongest the evidence on which the confidence rests
/// @param againstDecibans what coupling speaks against a miner, 0 where it does not
/// @param lowering the context that lowered the severity
public record Weighing(
    Agreement agreement,
    InputOutput inputOutput,
    Evidence strongest,
    double againstDecibans,
    List<String> lowering) {
  /// Two probabilities that are the same but for their way through a file.
  private static final double SAME = 1e-6;

  /// Copies the list.
  public Weighing {
    lowering = List.copyOf(lowering);
  }

  /// Of this finding; empty where what it says does not follow from its evidence by this
  /// version's rules, because another one wrote it.
  public static Optional<Weighing> of(Finding finding) {
    Set<Aspect> aspects = EnumSet.noneOf(Aspect.class);
    finding.evidence().forEach(one -> aspects.add(one.aspect()));
    InputOutput inputOutput = inputOutput(finding, aspects);
    return Agreement.of(aspects, inputOutput)
        .map(agreement -> of(finding, agreement, inputOutput))
        .filter(weighing -> weighing.explains(finding));
  }

  private static Weighing of(Finding finding, Agreement agreement, InputOutput inputOutput) {
    Evidence strongest = finding.evidence().getFirst();
    double against = agreement == Agreement.COUPLED ? Correlator.COUPLED_DECIBANS : 0;
    List<String> lowering = finding.context().stream().filter(Weighing::isLowering).toList();
    return new Weighing(agreement, inputOutput, strongest, against, lowering);
  }

  /// Whether this sentence of a finding's context says that it lowered the severity.
  public static boolean isLowering(String context) {
    return context.contains(Correlator.LOWERED);
  }

  private static InputOutput inputOutput(Finding finding, Set<Aspect> aspects) {
    if (finding.context().contains(Correlator.COUPLED)) {
      return InputOutput.MOVED;
    }
    if (aspects.contains(Aspect.COUPLING)) {
      return InputOutput.STAYED;
    }
    return Correlator.UNCLEAR.stream().anyMatch(reason -> isUnknown(finding, reason))
        ? InputOutput.UNCLEAR
        : InputOutput.UNSEEN;
  }

  private static boolean isUnknown(Finding finding, Reason reason) {
    return finding.unknowns().stream().anyMatch(one -> one.endsWith(": " + reason.text()));
  }

  private boolean explains(Finding finding) {
    boolean asBad =
        lowering.isEmpty()
            ? agreement.severity() == finding.severity()
            : agreement.severity().compareTo(finding.severity()) > 0;
    return asBad && Math.abs(Correlator.confidence(decibans()) - finding.confidence()) < SAME;
  }

  /// The odds of a miner after all, in decibans, less those before.
  private double decibans() {
    return strongest.strengthDecibans() - againstDecibans;
  }

  /// The odds of a miner after all, in decibans.
  public double posteriorDecibans() {
    return Correlator.PRIOR_DECIBANS + decibans();
  }
}
