package dev.flatline.server.config;

import java.time.Duration;

/// The canary of a server.
///
/// @param enabled whether there is one
/// @param every how often it is sent
public record CanaryConfig(boolean enabled, Duration every) {
  /// As often as Prometheus takes a series for gone: a detector that was blind for longer is known.
  /// Each costs less than a tenth of a second of CPU, once the JVM is warm.
  public static final CanaryConfig DEFAULT = new CanaryConfig(true, Duration.ofMinutes(5));
}
