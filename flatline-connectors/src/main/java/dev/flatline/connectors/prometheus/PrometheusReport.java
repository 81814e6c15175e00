package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.SourceReport;

/// What was read from a server.
///
/// @param report what every source reports
/// @param coverage what the server could tell of its workloads, and what it could not
public record PrometheusReport(SourceReport report, Coverage coverage) {}
