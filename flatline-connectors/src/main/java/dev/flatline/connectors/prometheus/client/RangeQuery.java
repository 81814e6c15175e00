package dev.flatline.connectors.prometheus.client;

/// A query at evenly spaced times.
///
/// @param promql the query
/// @param startMillis the first time, epoch milliseconds
/// @param endMillis the last time at most, epoch milliseconds, inclusive
/// @param stepMillis from one time to the next
/// @param what the query in words, for messages
public record RangeQuery(
    String promql, long startMillis, long endMillis, long stepMillis, String what) {}
