package dev.flatline.connectors.prometheus;

/// How much to ask for at once.
///
/// @param pointsPerSeries Prometheus refuses more than 11,000
/// @param samplesPerQuery raw samples that a query may load; Prometheus by default refuses more
///     than 50,000,000 (`--query.max-samples`), and far fewer take seconds
/// @param valuesPerSlice values that are held until their slice is joined, 8 bytes each; two slices
///     are held at a time
record Limits(int pointsPerSeries, long samplesPerQuery, long valuesPerSlice) {
  static final Limits DEFAULT = new Limits(11_000, 10_000_000, 6_000_000);
}
