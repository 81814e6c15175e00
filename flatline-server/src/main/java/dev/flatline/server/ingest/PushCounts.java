package dev.flatline.server.ingest;

import dev.flatline.core.telemetry.DropCounts;
import dev.flatline.formats.series.SkipCounts;

/// What became of pushed points, at one moment:
/// `received = skipped.samples() + unwanted + noRoom + refused.rows() + tooOld + tooFarAhead +
/// taken`. Of the taken ones samples are made, step by step. What requests that were turned away
/// held is in none of it.
///
/// @param requests requests that came in and were not turned away
/// @param refusedRequests those of them that could not be read to their end
/// @param turnedAwayRequests requests that were told to come again, because samples wait
/// @param received float points that were read; of a request that could not be read to its end
///     those before that, without the skipped ones
/// @param skipped points that name no series or have no time or value, by reason; beside them, and
///     not among the received, histograms and what else is no float point
/// @param unwanted points of series that no profile wants
/// @param noRoom points of series for which there was no room
/// @param refused points of a wrong clock, by reason
/// @param tooOld points at or before what was evaluated already
/// @param tooFarAhead points more than an hour ahead of that
/// @param taken the rest
/// @param thinnedOut those of them that were forgotten before their time, because their series came
///     too often for the room that there is
/// @param samples samples that were made of them
/// @param withoutCapacity samples whose CPU is not known as a share, because nobody said of what
/// @param dropped what else is not in the samples, by reason
/// @param series series that are remembered
public record PushCounts(
    long requests,
    long refusedRequests,
    long turnedAwayRequests,
    long received,
    SkipCounts skipped,
    long unwanted,
    long noRoom,
    DropCounts refused,
    long tooOld,
    long tooFarAhead,
    long taken,
    long thinnedOut,
    long samples,
    long withoutCapacity,
    DropCounts dropped,
    int series) {}
