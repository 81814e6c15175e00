package dev.flatline.formats.report;

/// One point of a [FindingSeries]; it may stand for several samples.
///
/// @param atMillis epoch milliseconds
/// @param cpu share of what the workload may use
/// @param network bytes per second, received and sent
/// @param disk bytes per second, read and written
public record SeriesPoint(long atMillis, Spread cpu, Spread network, Spread disk) {}
