package dev.flatline.server;

import dev.flatline.core.engine.EngineSettings;
import dev.flatline.core.policy.Policy;
import dev.flatline.server.config.SinkConfig;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;

/// What a server needs to know.
///
/// @param listen where it listens
/// @param dataFolder where it keeps what was found and learned
/// @param engine how it judges
/// @param policy what is declared
/// @param sinks who is told of findings
/// @param version of Flatline, for people
public record ServerSettings(
    InetSocketAddress listen,
    Path dataFolder,
    EngineSettings engine,
    Policy policy,
    List<SinkConfig> sinks,
    String version) {

  /// Checks the address: nothing listens beyond loopback without authentication, and there is none
  /// yet.
  ///
  /// @throws IllegalArgumentException where it is not this machine's own
  public ServerSettings {
    sinks = List.copyOf(sinks);
    if (listen.isUnresolved()) {
      throw new IllegalArgumentException("no address is known of " + listen.getHostString());
    }
    if (!listen.getAddress().isLoopbackAddress()) {
      throw new IllegalArgumentException(
          "nothing listens beyond this machine (127.0.0.1, localhost) without authentication, and"
              + " there is none yet: put a proxy that asks who it is before it");
    }
  }

  /// One that tells nobody.
  ///
  /// @throws IllegalArgumentException where the address is not this machine's own
  public ServerSettings(
      InetSocketAddress listen,
      Path dataFolder,
      EngineSettings engine,
      Policy policy,
      String version) {
    this(listen, dataFolder, engine, policy, List.of(), version);
  }
}
