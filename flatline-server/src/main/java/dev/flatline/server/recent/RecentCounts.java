package dev.flatline.server.recent;

/// What became of what workloads did, since the start.
///
/// @param written stretches of up to eight minutes that were written
/// @param dropped those that were not, because the disk is slow, full or away
/// @param passedOver samples in no stretch: ten minutes later than others of their workload, or of
///     a name with no place
/// @param waiting stretches that wait to be written
/// @param workloads how many have a stretch that is not whole yet
/// @param drawn how often a picture of a finding was made
public record RecentCounts(
    long written, long dropped, long passedOver, int waiting, int workloads, long drawn) {}
