package dev.flatline.core.policy;

import dev.flatline.core.telemetry.Workload;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Which thresholds hold for whom. The narrower wins, number by number: tenant over role over
/// everyone over [Thresholds#DEFAULT]; of several tenants the first that matches.
///
/// @param everyone for all workloads
/// @param byRole for those of a role
/// @param byTenant for those of a tenant, first match wins
public record ThresholdPolicy(
    ThresholdOverrides everyone,
    Map<WorkloadRole, ThresholdOverrides> byRole,
    List<TenantThresholds> byTenant) {
  /// The defaults for all.
  public static final ThresholdPolicy DEFAULTS =
      new ThresholdPolicy(ThresholdOverrides.NONE, Map.of(), List.of());

  /// Copies map and list.
  public ThresholdPolicy {
    byRole = Map.copyOf(byRole);
    byTenant = List.copyOf(byTenant);
  }

  Thresholds of(Workload workload, @Nullable WorkloadRole role) {
    Thresholds thresholds = everyone.over(Thresholds.DEFAULT);
    if (role != null) {
      thresholds = byRole.getOrDefault(role, ThresholdOverrides.NONE).over(thresholds);
    }
    for (TenantThresholds tenant : byTenant) {
      if (tenant.match().matches(workload)) {
        return tenant.overrides().over(thresholds);
      }
    }
    return thresholds;
  }
}
