package dev.flatline.core.feature;

/// How the pods of one owner rose together, as far as it is known at a time.
///
/// @param risen how many began a stretch unlike their past within three hours of each other
/// @param seen how many were seen in the hour before that time
/// @param newborn how many of those that rose did so from their first sample on
/// @param apartMillis time from the first of these beginnings to the last
/// @param othersOnNode how many workloads of other owners on the same node rose within three hours
public record OwnersRise(int risen, int seen, int newborn, long apartMillis, int othersOnNode) {}
