package dev.flatline.formats.message;

import dev.flatline.core.evidence.Technique;
import java.util.Optional;

/// A technique of ATT&CK in the parts that SIEMs ask for.
///
/// @param id without the part behind the point: `T1496`
/// @param name without the part behind the colon: `Resource Hijacking`
/// @param sub the sub-technique, whole: `T1496.001`, `Compute Hijacking`
record AttackTechnique(String id, String name, Optional<Technique> sub) {
  /// The version of ATT&CK for Enterprise that has our sub-techniques.
  static final String VERSION = "16.0";

  /// The tactic to which hijacking of resources belongs.
  static final String TACTIC_ID = "TA0040";

  static final String TACTIC_NAME = "Impact";

  static AttackTechnique of(Technique technique) {
    int point = technique.id().indexOf('.');
    if (point < 0) {
      return new AttackTechnique(technique.id(), technique.name(), Optional.empty());
    }
    String[] names = technique.name().split(": ", 2);
    return new AttackTechnique(
        technique.id().substring(0, point),
        names[0],
        Optional.of(new Technique(technique.id(), names[names.length - 1])));
  }
}
