package dev.flatline.server.judge;

import java.util.function.LongSupplier;

/// Tells when there is time for what samples would have to wait for. Those of series come in
/// bursts, one in each scrape interval, and behind a burst there is a lull. Not safe for use by
/// several threads.
final class Lull {
  /// Nothing came for so long: two of the ticks at which samples are made of series.
  private static final long BEGINS_NANOS = 200_000_000L;

  /// The parts in which a large fleet's samples are made are a second apart (StepParts): what
  /// lasts for longer is behind the last of them.
  private static final long LASTS_NANOS = 1_200_000_000L;

  /// One that is older may end soon: servers scrape every 15 seconds or less often, and to write
  /// the state of 200,000 workloads takes two of them (docs/evaluation.md).
  private static final long YOUNG_NANOS = 4_000_000_000L;

  private final LongSupplier nanos;
  private long takenNanos;

  /// @param nanos a clock as [System#nanoTime]
  Lull(LongSupplier nanos) {
    this.nanos = nanos;
    this.takenNanos = nanos.getAsLong();
  }

  /// Samples came.
  void taken() {
    takenNanos = nanos.getAsLong();
  }

  /// Whether none came for a while.
  boolean isHere() {
    return sinceNanos() >= BEGINS_NANOS;
  }

  /// Whether it will last for seconds, if samples come in bursts.
  boolean willLast() {
    return sinceNanos() >= LASTS_NANOS && sinceNanos() < YOUNG_NANOS;
  }

  private long sinceNanos() {
    return nanos.getAsLong() - takenNanos;
  }
}
