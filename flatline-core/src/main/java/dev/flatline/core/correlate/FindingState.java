package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Workload;
import java.time.Instant;

/// A finding as bytes, its workload aside.
final class FindingState {
  private FindingState() {}

  static void write(Finding finding, StateWriter to) {
    to.putString(finding.id());
    to.putEnum(finding.severity());
    to.putDoubles(finding.confidence());
    to.putLong(finding.firstObserved().toEpochMilli());
    to.putLong(finding.detectedAt().toEpochMilli());
    to.putLong(finding.lastObserved().toEpochMilli());
    to.putEnum(finding.status());
    to.putString(finding.technique().id());
    to.putString(finding.technique().name());
    to.putString(finding.summary());
    to.putAll(finding.evidence(), AssessmentState::writeEvidence);
    to.putAll(finding.context(), FindingState::writeText);
    to.putAll(finding.unknowns(), FindingState::writeText);
    to.putAll(finding.nextSteps(), FindingState::writeText);
  }

  static Finding read(Workload workload, StateReader from) {
    return new Finding(
        from.getString(),
        workload,
        from.getEnum(Severity.values()),
        from.getDouble(),
        Instant.ofEpochMilli(from.getLong()),
        Instant.ofEpochMilli(from.getLong()),
        Instant.ofEpochMilli(from.getLong()),
        from.getEnum(Finding.Status.values()),
        new Technique(from.getString(), from.getString()),
        from.getString(),
        from.getAll(AssessmentState::readEvidence),
        from.getAll(StateReader::getString),
        from.getAll(StateReader::getString),
        from.getAll(StateReader::getString));
  }

  private static void writeText(String text, StateWriter to) {
    to.putString(text);
  }
}
