package dev.flatline.formats.series;

/// Takes the series of a request one after the other while it is being read.
public interface SampleVisitor {

  /// A series begins; the samples that follow are its own. The same series may come again.
  ///
  /// @param labels valid until this method returns
  void series(LabelSlices labels);

  /// A series begins whose labels may have come before, written the same way.
  ///
  /// @return whether it is known by that; then its samples follow. If not, its labels are read and
  ///     [#series] is called
  default boolean known(Fingerprint fingerprint) {
    return false;
  }

  /// One sample of the series that began last.
  ///
  /// @param atMillis epoch milliseconds, above 0
  /// @param value may be infinite, NaN, or the NaN of [StaleMarker]
  void sample(long atMillis, double value);

  /// Samples of a metric that is not among the wanted names of the decoder: neither they nor the
  /// labels of their series were looked at.
  ///
  /// @param samples how many
  default void unwanted(int samples) {}
}
