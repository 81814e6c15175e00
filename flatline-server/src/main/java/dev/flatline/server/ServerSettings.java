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
/// @param config which servers it asks, whom it tells, the file of the policy; where it listens and
///     its folder are those above
/// @param version of Flatline, for people
public record ServerSettings(
    InetSocketAddress listen,
    Path dataFolder,
    EngineSettings engine,
    Policy policy,
    ServerConfig config,
    String version) {

  /// Checks the address: nobody is asked for a token over a line that others can read.
  ///
  /// @throws IllegalArgumentException saying what is missing
  public ServerSettings {
    if (listen.isUnresolved()) {
      throw new IllegalArgumentException("no address is known of " + listen.getHostString());
    }
    if (!listen.getAddress().isLoopbackAddress()
        && config.tls().isEmpty()
        && !config.access().plain()) {
      throw new IllegalArgumentException(
          "beyond this machine (127.0.0.1, localhost) tokens need TLS: give tls: {certificate, key}"
              + " in the configuration, or access: {plain: true} where a proxy before it speaks TLS");
    }
  }

  /// Whether everybody is asked who they are: always beyond this machine, and where the
  /// configuration says who may log in, or whose workloads are whose.
  boolean asksEverybody() {
    return config.access().required()
        || config.oidc().isPresent()
        || !config.tenants().byName().isEmpty()
        || !listen.getAddress().isLoopbackAddress();
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
