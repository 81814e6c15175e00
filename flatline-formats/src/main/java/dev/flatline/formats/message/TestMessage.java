package dev.flatline.formats.message;

import dev.flatline.core.evidence.Aspect;
import dev.flatline.core.evidence.Evidence;
import dev.flatline.core.evidence.NamedValue;
import dev.flatline.core.evidence.Technique;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.telemetry.Unit;
import dev.flatline.core.telemetry.Workload;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// A message that says in every form that it is a test.
public final class TestMessage {
  private static final Duration LASTED = Duration.ofMinutes(45);

  private TestMessage() {}

  /// One for this sink.
  public static Message of(String sink, Instant now, Optional<URI> console) {
    Instant at = now.truncatedTo(ChronoUnit.MILLIS);
    return new Message(
        sink + "-test-" + at.toEpochMilli(), MessageKind.TEST, at, finding(at), console);
  }

  private static Finding finding(Instant at) {
    Instant began = at.minus(LASTED);
    return new Finding(
        "test-" + at.toEpochMilli(),
        new Workload("test/Deployment/sample", Map.of("namespace", "test")),
        Severity.LOW,
        0,
        began,
        at,
        at,
        Finding.Status.OPEN,
        Technique.COMPUTE_HIJACKING,
        "This is a test of a sink: nothing was found.",
        List.of(
            new Evidence(
                "test",
                Aspect.SHAPE,
                Technique.COMPUTE_HIJACKING,
                1,
                began,
                at,
                "A test: no workload was judged.",
                List.of(new NamedValue("level", 1, Unit.SHARE)))),
        List.of(),
        List.of(),
        List.of("Nothing: it is a test."));
  }
}
