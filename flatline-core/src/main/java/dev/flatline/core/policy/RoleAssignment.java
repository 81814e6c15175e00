package dev.flatline.core.policy;

/// Gives workloads a role.
///
/// @param match which workloads
/// @param role what they are there for
public record RoleAssignment(WorkloadPattern match, WorkloadRole role) {}
