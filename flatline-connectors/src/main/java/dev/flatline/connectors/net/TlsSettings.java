package dev.flatline.connectors.net;

import java.nio.file.Path;
import java.util.Optional;

/// Whom to trust and which certificate to show.
///
/// @param authorities PEM file with the certificate authorities to trust instead of the platform's
/// @param client certificate and key to show to the server
public record TlsSettings(Optional<Path> authorities, Optional<ClientCertificate> client) {
  /// The platform's authorities, no certificate of our own.
  public static final TlsSettings PLATFORM = new TlsSettings(Optional.empty(), Optional.empty());

  /// A certificate with its key.
  ///
  /// @param certificate PEM file with the certificate, and its chain where there is one
  /// @param key PEM file with the private key, not encrypted
  public record ClientCertificate(Path certificate, Path key) {}
}
