package dev.flatline.server;

import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.FindingHistory;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.server.api.Timelines;
import dev.flatline.server.audit.AuditLog;
import dev.flatline.server.recent.SeriesStore;

/// What is kept, as the sender of a request may see it.
///
/// @param findings those of workloads that the sender may see
/// @param series what is needed to draw them
/// @param actions what people did with them
/// @param history what became of them
/// @param audit who did what
record ServerStores(
    FindingStore findings,
    SeriesStore series,
    ActionStore actions,
    FindingHistory history,
    AuditLog audit) {

  /// Everything of a finding in order of time.
  Timelines timelines() {
    return new Timelines(findings, history, actions);
  }
}
