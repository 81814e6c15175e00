package dev.flatline.cli.evaluate;

import java.time.Duration;
import java.util.Random;

/// How long pods live into which workloads are cut: each between two times, as often twice as long
/// as half as long.
///
/// @param shortest zero where workloads are not cut
/// @param longest no less than the shortest
/// @param owned whether the pods say whose they are
public record PodLives(Duration shortest, Duration longest, boolean owned) {
  /// Workloads keep their names.
  public static final PodLives NONE = new PodLives(Duration.ZERO, Duration.ZERO, true);

  /// Whether workloads keep their names.
  public boolean isNone() {
    return shortest.isZero();
  }

  /// How long the next one lives, milliseconds.
  long draw(Random random) {
    double octaves = Math.log((double) longest.toMillis() / shortest.toMillis());
    return (long) (shortest.toMillis() * Math.exp(octaves * random.nextDouble()));
  }
}
