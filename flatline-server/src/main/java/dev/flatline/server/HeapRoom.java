package dev.flatline.server;

/// How much of a fleet the heap has room for. What is new beyond that is refused and counted: a
/// server that runs out of memory sees nothing at all.
///
/// All of it may be full at once: with a tenth of the heap for bodies that come in, and samples
/// that are decoded or judged just then, it has to fit.
///
/// @param workloads how many are judged
/// @param series how many that are pushed are remembered
/// @param samples how many may wait to be judged, and rows of a request
record HeapRoom(int workloads, int series, int samples) {
  /// The server itself, and one request that is unpacked: up to 32 MiB.
  private static final long OWN_BYTES = 64L << 20;

  /// What is remembered of a workload: 2.4 kB after half an hour of four metrics, half as much
  /// again after 30 days (`flatline-bench/bench/live-fleet.sh`).
  private static final long BYTES_OF_WORKLOAD = 3_000;

  /// As long as all workloads are awake, which those of an engine are up to so many
  /// (`docs/evaluation.md`).
  private static final long BYTES_AWAKE = 5_300;

  private static final long MOST_AWAKE = 16_384;

  /// A series with nine labels and its newest points (the same run).
  private static final long BYTES_OF_SERIES = 720;

  /// Of the heap beside the server itself.
  private static final double SHARE_OF_WORKLOADS = 0.4;

  private static final double SHARE_OF_SERIES = 0.38;

  /// A row that names another workload than the one before takes 200 bytes, others half of that;
  /// so a twenty-fifth of the heap may wait.
  private static final long HEAP_OF_SAMPLE = 4_000;

  /// A fifth of a second of judging.
  private static final long MOST_SAMPLES = 200_000;

  /// The room of this process.
  static HeapRoom here() {
    return of(Runtime.getRuntime().maxMemory());
  }

  static HeapRoom of(long heapBytes) {
    double fleet = Math.max(0, heapBytes - OWN_BYTES);
    return new HeapRoom(
        workloads(SHARE_OF_WORKLOADS * fleet),
        (int) (SHARE_OF_SERIES * fleet / BYTES_OF_SERIES),
        (int) Math.min(MOST_SAMPLES, heapBytes / HEAP_OF_SAMPLE));
  }

  private static int workloads(double bytes) {
    boolean mayAllBeAwake = bytes >= BYTES_AWAKE * MOST_AWAKE;
    return (int) (bytes / (mayAllBeAwake ? BYTES_OF_WORKLOAD : BYTES_AWAKE));
  }
}
