package dev.flatline.server.guard;

import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;

/// What somebody may do.
public enum Scope {
  /// Send telemetry, and nothing else.
  INGEST,
  /// See findings, fleet, coverage and health.
  READ,
  /// Act on findings; see them too.
  OPERATE,
  /// Make and revoke tokens, read the audit log; everything else too.
  ADMIN;

  /// In lower case, as written in requests and answers.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// Whether who has these scopes may do this.
  public boolean isAmong(Set<Scope> scopes) {
    return scopes.contains(this)
        || scopes.contains(ADMIN)
        || (this == READ && scopes.contains(OPERATE));
  }

  /// The scope of a label.
  ///
  /// @throws IllegalArgumentException naming those that there are
  public static Scope of(String label) {
    for (Scope scope : values()) {
      if (scope.label().equals(label)) {
        return scope;
      }
    }
    throw new IllegalArgumentException(
        "\""
            + label
            + "\" is not one of "
            + Arrays.stream(values()).map(Scope::label).collect(Collectors.joining(", ")));
  }
}
