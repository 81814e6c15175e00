package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Assessment;
import dev.flatline.core.evidence.Clear;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.evidence.Inconclusive.Reason;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Unit;
import java.time.Instant;

/// Answers of detectors as bytes.
public final class AssessmentState {
  private static final int EVIDENCE = 0;
  private static final int CLEAR = 1;
  private static final int INCONCLUSIVE = 2;

  private AssessmentState() {}

  /// Writes what [#read] reads.
  public static void write(Assessment assessment, StateWriter to) {
    switch (assessment) {
      case Evidence evidence -> {
        to.putInt(EVIDENCE);
        writeEvidence(evidence, to);
      }
      case Clear clear -> {
        to.putInt(CLEAR);
        to.putString(clear.detector());
        to.putEnum(clear.aspect());
      }
      case Inconclusive unknown -> {
        to.putInt(INCONCLUSIVE);
        to.putString(unknown.detector());
        to.putEnum(unknown.reason());
      }
    }
  }

  /// What was written.
  public static Assessment read(StateReader from) {
    return switch (from.getInt(INCONCLUSIVE)) {
      case EVIDENCE -> readEvidence(from);
      case CLEAR -> new Clear(from.getString(), from.getEnum(Aspect.values()));
      default -> new Inconclusive(from.getString(), from.getEnum(Reason.values()));
    };
  }

  static void writeEvidence(Evidence evidence, StateWriter to) {
    to.putString(evidence.detector());
    to.putEnum(evidence.aspect());
    writeTechnique(evidence.technique(), to);
    to.putDoubles(evidence.strengthDecibans());
    to.putLong(evidence.from().toEpochMilli());
    to.putLong(evidence.to().toEpochMilli());
    to.putString(evidence.summary());
    to.putAll(evidence.values(), AssessmentState::writeValue);
  }

  static Evidence readEvidence(StateReader from) {
    return new Evidence(
        from.getString(),
        from.getEnum(Aspect.values()),
        readTechnique(from),
        from.getDouble(),
        Instant.ofEpochMilli(from.getLong()),
        Instant.ofEpochMilli(from.getLong()),
        from.getString(),
        from.getAll(AssessmentState::readValue));
  }

  /// Of all evidence it is the same until now.
  private static void writeTechnique(Technique technique, StateWriter to) {
    boolean usual = technique.equals(Technique.COMPUTE_HIJACKING);
    to.putBoolean(usual);
    if (!usual) {
      to.putString(technique.id());
      to.putString(technique.name());
    }
  }

  private static Technique readTechnique(StateReader from) {
    return from.getBoolean()
        ? Technique.COMPUTE_HIJACKING
        : new Technique(from.getString(), from.getString());
  }

  private static void writeValue(NamedValue value, StateWriter to) {
    to.putString(value.name());
    to.putDoubles(value.value());
    to.putEnum(value.unit());
  }

  private static NamedValue readValue(StateReader from) {
    return new NamedValue(from.getString(), from.getDouble(), from.getEnum(Unit.values()));
  }
}
