package dev.flatline.server;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.config.ServerConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;

/// What a server needs to know.
///
/// @param listen where it listens
/// @param dataFolder where it keeps what was found and learned
/// @param engine how it judges
/// @param policy what is declared
/// @param config which servers it asks, whom it tells; where it listens, its folder and its policy
///     are those above
/// @param version of Flatline, for people
public record ServerSettings(
    InetSocketAddress listen,
    Path dataFolder,
    EngineSettings engine,
    Policy policy,
    ServerConfig config,
    String version) {

  /// Checks the address: nothing listens beyond loopback without authentication, and there is none
  /// yet.
  ///
  /// @throws IllegalArgumentException where it is not this machine's own
  public ServerSettings {
    if (listen.isUnresolved()) {
      throw new IllegalArgumentException("no address is known of " + listen.getHostString());
    }
    if (!listen.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "nothing listens beyond this machine (127.0.0.1, localhost) without authentication, and"
              + " there is none yet: put a proxy that asks who it is before it");
    }
  }

  /// One that keeps all in its folder, asks nobody and tells nobody.
  ///
  /// @throws IllegalArgumentException where the address is not this machine's own
  public ServerSettings(
      InetSocketAddress listen,
      Path dataFolder,
      EngineSettings engine,
      Policy policy,
      String version) {
    this(listen, dataFolder, engine, policy, ServerConfig.none(), version);
  }
}
