package dev.flatline.server.guard;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// Who asks, and what they may do.
///
/// @param name of a person or a program
/// @param grants what they may do; each holds by itself, so that what may be done with one tenant's
///     workloads does not spread to another's
public record Caller(String name, List<Grant> grants) {
  /// Whoever is on this machine, while nobody is asked who they are.
  static final Caller ANYBODY_HERE =
      new Caller("loopback", List.of(Grant.ofAll(EnumSet.allOf(Scope.class))));

  /// Copies the list.
  public Caller {
    grants = List.copyOf(grants);
  }

  boolean may(Scope scope) {
    return grants.stream().anyMatch(grant -> scope.isAmong(grant.scopes()));
  }

  /// Of which tenants they may do it; empty for everybody.
  Optional<Set<String>> tenants(Scope scope) {
    Set<String> all = new HashSet<>();
    for (Grant grant : grants) {
      if (scope.isAmong(grant.scopes())) {
        if (grant.tenants().isEmpty()) {
          return Optional.empty();
        }
        all.addAll(grant.tenants().get());
      }
    }
    return Optional.of(all);
  }
}
