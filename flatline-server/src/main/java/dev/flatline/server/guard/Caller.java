package dev.flatline.server.guard;

import java.util.EnumSet;
import java.util.Set;

/// Who asks, and what they may do.
///
/// @param name of a person or a program
/// @param scopes what they may do
public record Caller(String name, Set<Scope> scopes) {
  /// Whoever is on this machine, while nobody is asked who they are.
  static final Caller ANYBODY_HERE = new Caller("loopback", EnumSet.allOf(Scope.class));

  /// Copies the set.
  public Caller {
    scopes = Set.copyOf(scopes);
  }

  boolean may(Scope scope) {
    return scope.isAmong(scopes);
  }
}
