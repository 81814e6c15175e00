package dev.flatline.formats.report;

/// One point of a [FindingSeries]; it may stand for several samples.
///
/// @param atMillis epoch milliseconds
/// @param cpu share of what the workload may use
/// @param network bytes per second, received and sent
/// @param disk bytes per second, read and written
/// @param gpu what its GPU did
public record SeriesPoint(long atMillis, Spread cpu, Spread network, Spread disk, Gpu gpu) {

  /// What a GPU did.
  ///
  /// @param utilization share of the time
  /// @param powerWatts electrical power
  /// @param pcie bytes per second, received and sent
  public record Gpu(Spread utilization, Spread powerWatts, Spread pcie) {
    /// There is none, or nothing is known of it.
    public static final Gpu NONE = new Gpu(Spread.UNMEASURED, Spread.UNMEASURED, Spread.UNMEASURED);
  }

  /// A point of a workload without a GPU.
  public SeriesPoint(long atMillis, Spread cpu, Spread network, Spread disk) {
    this(atMillis, cpu, network, disk, Gpu.NONE);
  }
}
