package dev.flatline.formats.series;

/// What a request gave. It held `samples + skipped.samples()` float samples.
///
/// @param series how often a series began for the visitor
/// @param samples float samples handed over or unwanted, stale markers among them
/// @param unsortedSeries series whose labels came out of order; they were put in order
/// @param skipped what was not handed over
public record SeriesReport(long series, long samples, long unsortedSeries, SkipCounts skipped) {}
