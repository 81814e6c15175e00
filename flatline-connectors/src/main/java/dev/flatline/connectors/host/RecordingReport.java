package dev.flatline.connectors.host;

import java.time.Duration;

/// What a recording has done so far.
///
/// @param readings how often everything was read
/// @param missed readings that were due while one before was still under way
/// @param samples samples written
/// @param workloads workloads of the last reading
/// @param elapsed time since the first reading
/// @param stopped whether somebody ended it before its time
public record RecordingReport(
    long readings, long missed, long samples, int workloads, Duration elapsed, boolean stopped) {}
