package dev.flatline.server.judge;

import java.time.Instant;
import java.util.Optional;

/// What became of snapshots.
///
/// @param written how many were, since the start
/// @param failures how many could not be, since the start
/// @param newest when the newest was written, before the start too; empty where there is none
/// @param failing why the last could not be written; empty where it was
public record SnapshotCounts(
    long written, long failures, Optional<Instant> newest, Optional<String> failing) {

  SnapshotCounts plusWritten(Instant at) {
    return new SnapshotCounts(written + 1, failures, Optional.of(at), Optional.empty());
  }

  SnapshotCounts plusFailure(String reason) {
    return new SnapshotCounts(written, failures + 1, newest, Optional.of(reason));
  }
}
