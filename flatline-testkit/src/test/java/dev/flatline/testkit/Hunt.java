package dev.flatline.testkit;

import dev.flatline.core.engine.Engine;
import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.policy.Policy;
import dev.flatline.core.telemetry.Sample;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// A look through a trace among an innocent fleet, as a hunt does it.
final class Hunt {
  private static final List<Sample> INNOCENT =
      Traces.innocentFleet().stream().flatMap(trace -> trace.samples().stream()).toList();

  private Hunt() {}

  /// The last state of every finding of this trace, oldest first.
  static List<Finding> through(Trace trace) {
    return through(trace, Policy.none());
  }

  /// The same by a policy.
  static List<Finding> through(Trace trace, Policy policy) {
    Map<String, Finding> findings = new LinkedHashMap<>();
    Engine engine = new Engine(EngineSettings.DEFAULT, policy, one -> findings.put(one.id(), one));
    INNOCENT.forEach(engine::accept);
    trace.samples().forEach(engine::accept);
    engine.finish();
    return findings.values().stream()
        .filter(finding -> finding.workload().equals(trace.workload()))
        .toList();
  }

  /// Those of its findings that were first observed when the miners moved in, or after.
  static List<Finding> sinceMovedIn(Trace trace, Policy policy) {
    List<Finding> since = new ArrayList<>(through(trace, policy));
    since.removeIf(finding -> finding.firstObserved().isBefore(Traces.MOVED_IN));
    return since;
  }
}
