package dev.flatline.server.config;

/// Who is asked who they are.
///
/// @param required whether everybody is, also those on this machine
/// @param plain whether tokens may come in without TLS from beyond this machine: only where a proxy
///     before the server speaks TLS
public record AccessConfig(boolean required, boolean plain) {
  /// Nobody on this machine is asked, and nobody else is let in without TLS.
  public static final AccessConfig DEFAULT = new AccessConfig(false, false);
}
