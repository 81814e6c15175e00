package dev.flatline.server.recent;

/// Which workloads are kept together. Those of one bucket also end their stretches in the same
/// minute, so few blocks are written and few read for one workload.
final class Buckets {
  /// A block of 200,000 workloads holds 1,250 stretches: 100 kB to read for eight minutes of one.
  static final int COUNT = 160;

  /// Another spreading than the one of [PlaceIndex].
  private static final int SPREAD = 0x85EB_CA6B;

  private Buckets() {}

  static int of(String workload) {
    return ((workload.hashCode() * SPREAD) >>> 8) % COUNT;
  }
}
