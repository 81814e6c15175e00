package dev.flatline.formats.prometheus;

import java.util.Map;

/// Takes the series of an answer one after the other while it is being read.
public interface SeriesVisitor {

  /// A series begins; the points that follow are its own.
  void series(Map<String, String> labels);

  /// One point of the series that began last.
  ///
  /// @param atMillis epoch milliseconds
  /// @param value NaN and infinities as the server wrote them
  void point(long atMillis, double value);
}
