package dev.flatline.server.config;

import java.time.Duration;

/// How long things are kept.
///
/// @param findings how long after their behaviour was last seen; those that go on are kept
/// @param audit how long after it was written
public record RetentionConfig(Duration findings, Duration audit) {
  /// PCI DSS 4.0, 10.5.1, asks for twelve months of audit logs; a month more, so that a yearly
  /// review still finds its last one.
  public static final RetentionConfig DEFAULT =
      new RetentionConfig(Duration.ofDays(400), Duration.ofDays(400));
}
