package dev.flatline.server.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/// How it stands with the canary.
///
/// @param sent how many were sent since the start
/// @param failures how many of them were not found and kept, by reason
/// @param lastFound when the last one was
/// @param took how long that one took, from being sent to being kept
/// @param failing why the newest was not; empty where it was, or none was sent yet
public record CanaryStatus(
    long sent,
    Map<CanaryFailure, Long> failures,
    Optional<Instant> lastFound,
    Optional<Duration> took,
    Optional<String> failing) {
  /// That of one that was never sent.
  public static final CanaryStatus NONE =
      new CanaryStatus(0, Map.of(), Optional.empty(), Optional.empty(), Optional.empty());

  /// Copies the map.
  public CanaryStatus {
    failures = Map.copyOf(failures);
  }
}
