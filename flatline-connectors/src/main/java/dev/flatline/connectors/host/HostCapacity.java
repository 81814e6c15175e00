package dev.flatline.connectors.host;

/// What the host has, and so the most that any of its workloads may use.
///
/// @param cores cores online, NaN where unknown
/// @param memoryBytes memory, NaN where unknown
record HostCapacity(double cores, double memoryBytes) {}
