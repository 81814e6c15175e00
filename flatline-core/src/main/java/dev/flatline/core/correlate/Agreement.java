package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.finding.Severity;
import java.util.Collections;
import java.util.Optional;
import java.util.Set;

/// What agreement of aspects is worth, before context lowers it: the table by which the severity
/// of a finding is found, first match first.
public enum Agreement {
  /// Planes of accounting ceased to agree before our eyes, and CPU rose with that.
  PLANES_ONSET(
      Severity.HIGH,
      "planes of accounting that had agreed for as long as a past takes to learn do so no more, for"
          + " two hours or more, and CPU rose with it in the one and not in the other"),
  /// Planes of accounting contradict each other.
  PLANES(Severity.MEDIUM, "planes of accounting contradict each other"),
  /// The same, where it may well be innocent.
  PLANES_DOUBT(
      Severity.LOW, "planes of accounting contradict each other, and that may well be innocent"),
  /// New or rare, but network or disk moved with the CPU.
  COUPLED(Severity.LOW, "new or rare, but network or disk moved with the CPU"),
  /// New, began with a step and lasts, and nothing moved with it.
  ESTABLISHED_ALONE(
      Severity.HIGH,
      "new by its own past since a step two hours ago or more, and nothing moved with the CPU"),
  /// New by its own past.
  NEW(Severity.MEDIUM, "new by its own past"),
  /// Longer than ever: batch work of its own moves network and disk every day.
  LONGER(
      Severity.MEDIUM,
      "longer than ever near the limit, whatever its own batch work did to network and disk"),
  /// A floor under work that was never there: what the work does to network and disk says nothing
  /// of it.
  FLOOR(
      Severity.MEDIUM,
      "a new floor under the workload's own work, whatever that did to network and disk"),
  /// Rare, though not proved to be new, and nothing moved with it.
  RARE_ALONE(Severity.MEDIUM, "rare, and nothing moved with the CPU"),
  /// Rare, and nothing is known of network and disk.
  RARE_UNSEEN(
      Severity.MEDIUM,
      "rare, and neither network nor disk was measured, or nothing is known of them before"),
  /// Rare, and no more.
  RARE(Severity.LOW, "rare, and network and disk leave it open"),
  /// The published rule alone.
  RULE(Severity.LOW, "the published rule alone");

  /// The aspects that answer whether a stretch is like the workload's own past.
  private static final Set<Aspect> UNLIKE_THE_PAST =
      Set.of(Aspect.NOVELTY, Aspect.ESTABLISHED, Aspect.RARITY, Aspect.LENGTH, Aspect.FLOOR);

  private final Severity severity;
  private final String text;

  Agreement(Severity severity, String text) {
    this.severity = severity;
    this.text = text;
  }

  /// What network and disk did while CPU was unusual.
  public enum InputOutput {
    /// They moved with the CPU, or one of them did.
    MOVED("network or disk moved with the CPU"),
    /// They stayed where they were: evidence of its own.
    STAYED("network and disk stayed where they were"),
    /// They were measured, and leave it open.
    UNCLEAR("network and disk leave it open whether they moved with the CPU"),
    /// They were not measured, or nothing is known of them before.
    UNSEEN("network and disk were not measured, or nothing is known of them before");

    private final String text;

    InputOutput(String text) {
      this.text = text;
    }

    /// In words.
    public String text() {
      return text;
    }
  }

  /// The row that holds; empty where these aspects come to nothing.
  static Optional<Agreement> of(Set<Aspect> aspects, InputOutput inputOutput) {
    if (aspects.contains(Aspect.ACCOUNTING_ONSET)) {
      return Optional.of(PLANES_ONSET);
    }
    if (aspects.contains(Aspect.ACCOUNTING)) {
      return Optional.of(PLANES);
    }
    if (aspects.contains(Aspect.ACCOUNTING_DOUBT)) {
      return Optional.of(PLANES_DOUBT);
    }
    if (!isUnusual(aspects)) {
      return aspects.contains(Aspect.SHAPE) ? Optional.of(RULE) : Optional.empty();
    }
    if (aspects.contains(Aspect.LENGTH)) {
      return Optional.of(LONGER);
    }
    if (aspects.contains(Aspect.FLOOR)) {
      return Optional.of(FLOOR);
    }
    boolean isNew = aspects.contains(Aspect.ESTABLISHED) || aspects.contains(Aspect.NOVELTY);
    return Optional.of(
        switch (inputOutput) {
          case MOVED -> COUPLED;
          case STAYED ->
              aspects.contains(Aspect.ESTABLISHED) ? ESTABLISHED_ALONE : isNew ? NEW : RARE_ALONE;
          case UNCLEAR -> isNew ? NEW : RARE;
          case UNSEEN -> isNew ? NEW : RARE_UNSEEN;
        });
  }

  /// Whether one of them says that CPU is unlike the workload's own past.
  static boolean isUnusual(Set<Aspect> aspects) {
    return !Collections.disjoint(aspects, UNLIKE_THE_PAST);
  }

  /// Whether this one does.
  static boolean isUnusual(Aspect aspect) {
    return UNLIKE_THE_PAST.contains(aspect);
  }

  /// What it is worth.
  public Severity severity() {
    return severity;
  }

  /// In words.
  public String text() {
    return text;
  }
}
