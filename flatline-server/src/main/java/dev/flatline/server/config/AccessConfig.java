package dev.flatline.server.config;

import java.util.List;

/// Who is asked who they are.
///
/// @param required whether everybody is, also those on this machine
/// @param plain whether tokens may come in without TLS from beyond this machine: only where a proxy
///     before the server speaks TLS
/// @param proxies where those proxies are that are believed when they say for whom they ask
public record AccessConfig(boolean required, boolean plain, List<AddressRange> proxies) {
  /// Nobody on this machine is asked, and nobody else is let in without TLS.
  public static final AccessConfig DEFAULT = new AccessConfig(false, false);

  /// Copies the list.
  public AccessConfig {
    proxies = List.copyOf(proxies);
  }

  /// That of a server that believes no proxy.
  public AccessConfig(boolean required, boolean plain) {
    this(required, plain, List.of());
  }
}
