package dev.flatline.server.store;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.WorkloadPattern;

/// What a sink wants to be told.
///
/// @param sink its name
/// @param atLeast the lowest severity of a finding that it was not told of yet
/// @param workloads whose findings
/// @param lastStateOnly whether what waits is worth nothing once there is something newer
public record Subscription(
    String sink, Severity atLeast, WorkloadPattern workloads, boolean lastStateOnly) {

  boolean wants(Finding finding) {
    return finding.severity().compareTo(atLeast) >= 0 && workloads.matches(finding.workload());
  }
}
