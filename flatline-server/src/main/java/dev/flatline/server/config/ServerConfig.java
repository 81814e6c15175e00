package dev.flatline.server.config;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a configuration file says. What it does not say is left to options and defaults.
///
/// @param listen where to listen
/// @param data the data folder
/// @param policy the policy file
/// @param store where findings are kept; empty for the embedded database
/// @param sinks who is told of findings
public record ServerConfig(
    Optional<ListenAddress> listen,
    Optional<Path> data,
    Optional<Path> policy,
    Optional<StoreConfig> store,
    List<SinkConfig> sinks) {

  /// Copies the list.
  public ServerConfig {
    sinks = List.copyOf(sinks);
  }

  /// That of no file.
  public static ServerConfig none() {
    return new ServerConfig(
        Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), List.of());
  }
}
