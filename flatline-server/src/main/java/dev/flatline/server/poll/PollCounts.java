package dev.flatline.server.poll;

import dev.flatline.connectors.SourceException;
import dev.flatline.core.telemetry.DropCounts;
import java.util.Map;
import java.util.Optional;

/// How polling of one server goes, at one moment.
///
/// @param server its name
/// @param requests requests that were sent to it
/// @param samples samples that were queued of it
/// @param dropped what it gave and no sample could hold, by reason
/// @param failures polls that failed, by reason
/// @param reachedMillis up to when it was read
/// @param behindMillis how long ago that is
/// @param withoutCpu workloads that it knows of and whose CPU it cannot tell, as of the last poll
/// @param failing why the last poll failed; empty where it did not
public record PollCounts(
    String server,
    long requests,
    long samples,
    DropCounts dropped,
    Map<SourceException.Reason, Long> failures,
    long reachedMillis,
    long behindMillis,
    int withoutCpu,
    Optional<String> failing) {

  /// Copies the map.
  public PollCounts {
    failures = Map.copyOf(failures);
  }
}
