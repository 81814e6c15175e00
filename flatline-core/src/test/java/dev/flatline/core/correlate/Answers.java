package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.evidence.Technique;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/// Answers of detectors, one for each aspect.
final class Answers {
  static final Instant NOON = Instant.parse("2026-03-10T12:00:00Z");
  static final Instant ONE = NOON.plusSeconds(3_600);

  private Answers() {}

  /// Evidence for the named aspects; of coupling, where it is not among them, the given answer.
  static List<Assessment> of(List<Aspect> aspects, Coupling otherwise) {
    List<Assessment> answers = new ArrayList<>();
    aspects.forEach(aspect -> answers.add(evidence(aspect, 10)));
    switch (otherwise) {
      case CLEAR -> answers.add(new Clear(detector(Aspect.COUPLING), Aspect.COUPLING));
      case UNKNOWN ->
          answers.add(new Inconclusive(detector(Aspect.COUPLING), Reason.NO_EARLIER_LEVEL));
      case UNCLEAR ->
          answers.add(new Inconclusive(detector(Aspect.COUPLING), Reason.RISE_TOO_SMALL));
      case FOUND -> {}
    }
    return answers;
  }

  /// What is known of the coupling.
  enum Coupling {
    CLEAR,
    UNKNOWN,
    UNCLEAR,
    FOUND
  }

  static Evidence evidence(Aspect aspect, double strengthDecibans) {
    return evidence(aspect, strengthDecibans, NOON);
  }

  static Evidence evidence(Aspect aspect, double strengthDecibans, Instant from) {
    return new Evidence(
        detector(aspect),
        aspect,
        Technique.COMPUTE_HIJACKING,
        strengthDecibans,
        from,
        from.isAfter(ONE) ? from : ONE,
        "told by " + detector(aspect),
        List.of());
  }

  static String detector(Aspect aspect) {
    return "compute." + aspect.name().toLowerCase(java.util.Locale.ROOT);
  }
}
