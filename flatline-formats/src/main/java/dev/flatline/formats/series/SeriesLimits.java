package dev.flatline.formats.series;

/// How much one request may bring. Beyond its bytes and series it is refused as a whole; of a
/// series whose labels are too many or too long the samples are skipped, and the others taken: who
/// names one workload must not hide those that come in the same request.
///
/// @param mostBytes bytes of the request when unpacked
/// @param mostSeries series, each time that one begins
/// @param mostLabels labels of a series, which are put in order one by one: keep it small
/// @param mostLabelBytes bytes of a label's name, and of its value
public record SeriesLimits(int mostBytes, int mostSeries, int mostLabels, int mostLabelBytes) {
  /// What no ordinary sender comes near: Prometheus sends 2,000 samples a request (0.6 MB), an
  /// OpenTelemetry Collector 8,192.
  public static final SeriesLimits DEFAULTS = new SeriesLimits(32 << 20, 50_000, 64, 4096);

  /// Checks that every limit is above 0.
  public SeriesLimits {
    if (mostBytes < 1 || mostSeries < 1 || mostLabels < 1 || mostLabelBytes < 1) {
      throw new IllegalArgumentException(
          "a limit is below 1: bytes %d, series %d, labels %d, bytes of a label %d"
              .formatted(mostBytes, mostSeries, mostLabels, mostLabelBytes));
    }
  }
}
