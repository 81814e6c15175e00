package dev.flatline.server.guard;

import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/// What somebody may do, and with whose workloads.
///
/// @param scopes what they may do
/// @param tenants names of those whose workloads they may see; empty for everybody's
public record Grant(Set<Scope> scopes, Optional<Set<String>> tenants) {
  /// What can be done with the workloads of some and not of others. Telemetry says itself whose it
  /// is, and tokens and the audit log are the server's.
  private static final Set<Scope> BY_TENANT = EnumSet.of(Scope.READ, Scope.OPERATE);

  /// Checks that the scopes go with tenants.
  ///
  /// @throws IllegalArgumentException where nothing is allowed, or not for a tenant
  public Grant {
    if (scopes.isEmpty()) {
      throw new IllegalArgumentException("scopes: expected at least one");
    }
    scopes = Set.copyOf(scopes);
    tenants = tenants.map(Set::copyOf);
    if (tenants.isPresent() && tenants.get().isEmpty()) {
      throw new IllegalArgumentException("tenants: expected at least one, or none of this");
    }
    if (tenants.isPresent() && !BY_TENANT.containsAll(scopes)) {
      throw new IllegalArgumentException(
          "tenants: only read and operate can be of some tenants; ingest and admin are of the whole"
              + " server");
    }
  }

  /// Of everybody's workloads.
  public static Grant ofAll(Set<Scope> scopes) {
    return new Grant(scopes, Optional.empty());
  }

  /// Of the workloads of some.
  public static Grant ofTenants(Set<Scope> scopes, Set<String> tenants) {
    return new Grant(scopes, Optional.of(tenants));
  }

  /// In words, for the audit log.
  @Override
  public String toString() {
    String may = scopes.stream().map(Scope::label).sorted().collect(Collectors.joining(", "));
    return tenants
        .map(names -> may + " of " + names.stream().sorted().collect(Collectors.joining(", ")))
        .orElse(may);
  }
}
