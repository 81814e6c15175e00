package dev.flatline.core.telemetry;

/// What was measured of a workload at one time.
///
/// @param workload of which workload
/// @param atMillis event time in epoch milliseconds; gauges hold at it, rates for the interval
///     before
/// @param values what was measured; what is absent was not measured, it is not zero
public record Sample(Workload workload, long atMillis, MetricValues values)
    implements Observation {}
