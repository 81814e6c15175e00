package dev.flatline.server;

import dev.flatline.core.finding.Severity;
import dev.flatline.server.judge.SnapshotCounts;
import dev.flatline.server.warning.Warnings;
import java.time.Duration;

/// Warns while the state cannot be written. On one thread.
final class SnapshotWatch {
  /// By which the warning is known.
  static final String WARNING = "snapshot";

  private final Duration every;
  private final Warnings warnings;

  /// @param every how often one is written
  SnapshotWatch(Duration every, Warnings warnings) {
    this.every = every;
    this.warnings = warnings;
  }

  /// Looks again.
  void look(SnapshotCounts counts) {
    counts
        .failing()
        .ifPresentOrElse(
            reason -> warnings.raise(WARNING, Severity.MEDIUM, text(counts, reason)),
            () -> warnings.clear(WARNING));
  }

  private String text(SnapshotCounts counts, String reason) {
    String before =
        counts
            .newest()
            .map(at -> "goes on from what was learned until " + at)
            .orElse("begins without what was learned");
    return ("What was learned could not be written: %s. After a crash the server %s. Look at the"
            + " disk and the rights of the data folder; it is tried again every %d s.")
        .formatted(reason, before, every.toSeconds());
  }
}
