package dev.flatline.server;

/// How much of a fleet the heap has room for. What is new beyond that is refused and counted: a
/// server that runs out of memory sees nothing at all.
///
/// @param workloads how many are judged
/// @param series how many that are pushed are remembered
record HeapRoom(int workloads, int series) {
  /// What is remembered of a workload: 2.4 kB after half an hour of four metrics, half as much
  /// again after 30 days (`flatline-bench/bench/live-fleet.sh`).
  private static final long BYTES_OF_WORKLOAD = 3_000;

  /// A series with nine labels and its newest points (the same run).
  private static final long BYTES_OF_SERIES = 700;

  /// Of the heap two fifths may be taken by workloads and as many by series; the last is for what
  /// waits, what pages show, and what the collector needs.
  private static final double SHARE = 0.4;

  /// The room of this process.
  static HeapRoom here() {
    return of(Runtime.getRuntime().maxMemory());
  }

  static HeapRoom of(long heapBytes) {
    double each = SHARE * heapBytes;
    return new HeapRoom((int) (each / BYTES_OF_WORKLOAD), (int) (each / BYTES_OF_SERIES));
  }
}
