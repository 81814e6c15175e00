package dev.flatline.core.policy;

import dev.flatline.core.telemetry.Workload;
import java.util.List;

/// What computing costs.
///
/// @param currency of all prices, as it is written behind a number; empty where nothing is declared
/// @param everyone for all workloads
/// @param byTenant for some; the first match wins, price by price
public record Prices(String currency, HourPrices everyone, List<TenantPrices> byTenant) {
  /// No price is declared.
  public static final Prices NONE = new Prices("", HourPrices.NONE, List.of());

  /// Copies the list.
  public Prices {
    byTenant = List.copyOf(byTenant);
  }

  /// Prices of one hour.
  ///
  /// @param core of a core, 0 or above; NaN where none is declared
  /// @param gpu of a GPU, likewise
  public record HourPrices(double core, double gpu) {
    /// None is declared.
    public static final HourPrices NONE = new HourPrices(Double.NaN, Double.NaN);
  }

  /// Prices for the workloads of a tenant.
  ///
  /// @param match which workloads
  /// @param prices what one hour costs them
  public record TenantPrices(WorkloadPattern match, HourPrices prices) {}

  /// Those of a workload.
  public HourPrices of(Workload workload) {
    for (TenantPrices tenant : byTenant) {
      if (tenant.match().matches(workload)) {
        HourPrices its = tenant.prices();
        return new HourPrices(
            Double.isNaN(its.core()) ? everyone.core() : its.core(),
            Double.isNaN(its.gpu()) ? everyone.gpu() : its.gpu());
      }
    }
    return everyone;
  }
}
