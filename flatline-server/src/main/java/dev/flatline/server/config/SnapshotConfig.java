package dev.flatline.server.config;

import java.time.Duration;

/// The snapshots of what a server learned.
///
/// @param every how often one is written
public record SnapshotConfig(Duration every) {
  /// What a crash loses of samples that nobody can be asked for again. One of 200,000 workloads is
  /// 360 MB.
  public static final SnapshotConfig DEFAULT = new SnapshotConfig(Duration.ofMinutes(5));
}
