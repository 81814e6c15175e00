package dev.flatline.core.policy;

/// Thresholds of one tenant.
///
/// @param match which workloads are the tenant's
/// @param overrides what differs for them
public record TenantThresholds(WorkloadPattern match, ThresholdOverrides overrides) {}
