package dev.flatline.core.engine;

/// A time in which nearly all workloads that there were are silent together: the source was blind.
///
/// @param fromMillis when it began, epoch milliseconds, to five minutes
/// @param toMillis when it ended, likewise; where it did not, the end of what was asked for
/// @param silent how many workloads were silent
/// @param workloads how many there were
/// @param lasts whether it went on up to the end
public record BlindTime(long fromMillis, long toMillis, int silent, int workloads, boolean lasts) {}
