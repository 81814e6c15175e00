package dev.flatline.server.config;

import dev.flatline.core.policy.Glob;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Whose certificates are taken for sending telemetry.
///
/// @param authorities PEM file with the certificate authorities
/// @param names patterns, one of which a DNS name or URI of the certificate (its subject
/// alternative
///     names) has to match
/// @param revoked PEM file with the revocation lists of all authorities of a chain; empty for none
/// @param ocsp whether the authorities are asked
public record ClientsConfig(
    Path authorities, List<Glob> names, Optional<Path> revoked, OcspUse ocsp) {

  /// Copies the list.
  public ClientsConfig {
    names = List.copyOf(names);
  }
}
