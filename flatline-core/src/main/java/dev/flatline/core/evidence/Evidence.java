package dev.flatline.core.evidence;

import java.time.Instant;
import java.util.List;

/// Something that speaks for a miner.
///
/// @param detector the id of the detector
/// @param aspect which question of its family it answers; evidence of one family does not add up
///     with itself, but its aspects can agree
/// @param technique the ATT&CK technique that it points to
/// @param strengthDecibans ten times the common logarithm of the likelihood ratio of miner against
///     innocent, capped by the detector
/// @param from the first moment that it speaks of
/// @param to the last moment that it speaks of
/// @param summary one sentence that a person can act on
/// @param values what the judgement rests on
public record Evidence(
    String detector,
    Aspect aspect,
    Technique technique,
    double strengthDecibans,
    Instant from,
    Instant to,
    String summary,
    List<NamedValue> values)
    implements Assessment {

  /// The family of its aspect.
  public EvidenceFamily family() {
    return aspect.family();
  }

  /// Copies the values.
  ///
  /// @throws IllegalArgumentException where the strength is not above 0 or the times are reversed
  public Evidence {
    if (!(strengthDecibans > 0)) {
      throw new IllegalArgumentException("evidence of strength " + strengthDecibans);
    }
    if (to.isBefore(from)) {
      throw new IllegalArgumentException("evidence from " + from + " to " + to);
    }
    values = List.copyOf(values);
  }
}
