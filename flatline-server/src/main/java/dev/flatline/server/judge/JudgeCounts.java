package dev.flatline.server.judge;

import dev.flatline.core.telemetry.DropCounts;
import java.util.Map;

/// What became of the samples that were queued, at one moment:
/// `received = judged + held + merged + dropped`.
///
/// @param received samples taken from the queue
/// @param judged how many were judged
/// @param held how many wait until their lateness is over
/// @param merged how many completed another of the same workload and time
/// @param dropped the rest, by reason
/// @param workloads how many workloads are known
/// @param forgotten how many were known once: not seen for 30 days, or gone when room was needed
/// @param watermarkMillis the event time that all sources have reached, [Long#MIN_VALUE] before the
///     first sample
/// @param unsaved findings that wait for the store to take them
/// @param lags how long after their time was over samples were judged, by source
/// @param sources what came of each source
public record JudgeCounts(
    long received,
    long judged,
    long held,
    long merged,
    DropCounts dropped,
    int workloads,
    long forgotten,
    long watermarkMillis,
    int unsaved,
    Map<String, LagCounts> lags,
    Map<String, SourceCounts> sources) {}
