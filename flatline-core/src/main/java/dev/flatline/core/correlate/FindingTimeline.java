package dev.flatline.core.correlate;

import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingSink;
import dev.flatline.core.telemetry.Workload;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/// The finding of one workload from opening to closing. A worse verdict replaces the one before and
/// moves the detection time with it; an equal or milder one only prolongs.
public final class FindingTimeline {
  private final Workload workload;
  private @Nullable Finding current;

  /// Nothing found yet.
  public FindingTimeline(Workload workload) {
    this.workload = workload;
  }

  /// A verdict came in.
  ///
  /// @param at event time of the newest sample that it rests on
  /// @param raisedAt when a live system would have raised it
  public void add(Verdict verdict, Instant at, Instant raisedAt, FindingSink sink) {
    Finding before = current;
    if (before == null || verdict.severity().compareTo(before.severity()) > 0) {
      current = finding(verdict, before, at, raisedAt);
      sink.accept(current);
    } else {
      current = lasting(before, at, Finding.Status.OPEN);
    }
  }

  /// The behaviour was last seen at this time and is over.
  public void close(Instant lastObserved, FindingSink sink) {
    end(lastObserved, Finding.Status.CLOSED, sink);
  }

  /// The input ended while the behaviour went on.
  public void leaveOpen(Instant lastObserved, FindingSink sink) {
    end(lastObserved, Finding.Status.OPEN, sink);
  }

  private void end(Instant lastObserved, Finding.Status status, FindingSink sink) {
    if (current != null) {
      sink.accept(lasting(current, lastObserved, status));
      current = null;
    }
  }

  private Finding finding(Verdict verdict, @Nullable Finding before, Instant at, Instant raisedAt) {
    Instant first = before == null ? verdict.firstObserved() : before.firstObserved();
    return new Finding(
        before == null ? id(first) : before.id(),
        workload,
        verdict.severity(),
        verdict.confidence(),
        first,
        raisedAt,
        at,
        Finding.Status.OPEN,
        Technique.COMPUTE_HIJACKING,
        Explanation.summary(verdict.evidence()),
        verdict.evidence(),
        verdict.context(),
        verdict.unknowns(),
        Explanation.nextSteps(workload, first));
  }

  private String id(Instant first) {
    String key = workload.name() + '\n' + first.toEpochMilli();
    return UUID.nameUUIDFromBytes(key.getBytes(StandardCharsets.UTF_8)).toString();
  }

  private static Finding lasting(Finding finding, Instant lastObserved, Finding.Status status) {
    return new Finding(
        finding.id(),
        finding.workload(),
        finding.severity(),
        finding.confidence(),
        finding.firstObserved(),
        finding.detectedAt(),
        lastObserved.isAfter(finding.lastObserved()) ? lastObserved : finding.lastObserved(),
        status,
        finding.technique(),
        finding.summary(),
        finding.evidence(),
        finding.context(),
        finding.unknowns(),
        finding.nextSteps());
  }
}
