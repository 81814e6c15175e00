package dev.flatline.server.canary;

/// Where a canary got lost.
public enum CanaryFailure {
  /// The server did not take its telemetry.
  NOT_TAKEN,
  /// It was not judged in time.
  NOT_JUDGED,
  /// It was judged, and nothing was found, or too little of it.
  NOT_FOUND,
  /// It was found, and could not be kept.
  NOT_KEPT,
  /// It could not be sent or followed: the server itself is in trouble.
  BROKEN
}
