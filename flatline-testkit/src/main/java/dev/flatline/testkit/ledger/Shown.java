package dev.flatline.testkit.ledger;

import java.time.Instant;
import tools.jackson.databind.JsonNode;

/// What was told of one finding, to a client or a sink.
///
/// @param workload whose
/// @param firstObserved part of what its id stands for
/// @param lastObserved when the behaviour was last seen then
/// @param closed whether it was over
/// @param severity `low`, `medium` or `high`
record Shown(
    String workload, String firstObserved, Instant lastObserved, boolean closed, String severity) {

  static Shown of(JsonNode finding) {
    return new Shown(
        finding.get("workload").asString(),
        finding.get("firstObserved").asString(),
        Instant.parse(finding.get("lastObserved").asString()),
        finding.get("status").asString().equals("closed"),
        finding.get("severity").asString());
  }

  /// Whether this is from earlier in the finding's life than another.
  boolean isBefore(Shown other) {
    return lastObserved.isBefore(other.lastObserved) || (!closed && other.closed);
  }

  /// Whether sinks are told of it unless they ask for less or more.
  boolean isTold() {
    return !severity.equals("low");
  }
}
