package dev.flatline.server.ingest;

import dev.flatline.core.telemetry.DropCounts;

/// What became of pushed points, at one moment:
/// `received = unwanted + noRoom + refused.rows() + tooOld + tooFarAhead + taken`. Of the taken
/// ones samples are made, step by step.
///
/// @param requests requests that came in
/// @param refusedRequests those of them that could not be read to their end
/// @param received float points that were read
/// @param unwanted points of series that no profile wants
/// @param noRoom points of series for which there was no room
/// @param refused points of a wrong clock, by reason
/// @param tooOld points at or before what was evaluated already
/// @param tooFarAhead points more than an hour ahead of that
/// @param taken the rest
/// @param samples samples that were made of them
/// @param withoutCapacity samples whose CPU is not known as a share, because nobody said of what
/// @param dropped what else is not in the samples, by reason
/// @param series series that are remembered
public record PushCounts(
    long requests,
    long refusedRequests,
    long received,
    long unwanted,
    long noRoom,
    DropCounts refused,
    long tooOld,
    long tooFarAhead,
    long taken,
    long samples,
    long withoutCapacity,
    DropCounts dropped,
    int series) {}
