package dev.flatline.connectors.prometheus;

/// How much a profile's queries load.
///
/// @param series how many series the heaviest query selects
/// @param workloads how many workloads there are
record SeriesLoad(long series, long workloads) {}
