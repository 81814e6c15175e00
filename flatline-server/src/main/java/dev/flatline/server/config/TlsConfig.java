package dev.flatline.server.config;

import java.nio.file.Path;
import java.util.Optional;

/// TLS of the server.
///
/// @param certificate PEM file with its certificate and the chain to its authority
/// @param key PEM file with the private key, PKCS #8, not encrypted
/// @param clients whose certificates are taken for sending telemetry; empty for nobody's
public record TlsConfig(Path certificate, Path key, Optional<ClientsConfig> clients) {}
