package dev.flatline.server.api;

import dev.flatline.core.finding.ActionStore;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingHistory;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.formats.explain.Timeline;
import java.util.Optional;

/// What happened around findings, put together from where it is kept.
///
/// @param findings where they are kept
/// @param history what became of them
/// @param actions what people did with them
public record Timelines(FindingStore findings, FindingHistory history, ActionStore actions) {
  /// Nobody reads more; the audit log has all that people did.
  private static final int MOST = 1_000;

  /// That of the finding with this id.
  Optional<Timeline> find(String id) {
    return findings.find(id).map(this::of);
  }

  /// That of a finding.
  public Timeline of(Finding finding) {
    return Timeline.of(
        finding, history.events(finding.id(), MOST), actions.actions(finding.id(), MOST));
  }
}
