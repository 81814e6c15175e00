package dev.flatline.server.config;

import dev.flatline.server.guard.Tenants;
import dev.flatline.server.poll.PolledServer;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// What a configuration file says. What it does not say is left to options and defaults.
///
/// @param listen where to listen
/// @param data the data folder
/// @param policy the policy file
/// @param retention how long things are kept
/// @param snapshot how often the state is written
/// @param store where findings are kept; empty for the embedded database
/// @param poll which servers to ask
/// @param sinks who is told of findings
/// @param tls the server's certificate; empty where it speaks without TLS
/// @param access who is asked who they are
/// @param canary how the server tries itself
/// @param oidc the provider by which people log in; empty where they show tokens alone
/// @param tenants whose workloads are whose
public record ServerConfig(
    Optional<ListenAddress> listen,
    Optional<Path> data,
    Optional<Path> policy,
    RetentionConfig retention,
    SnapshotConfig snapshot,
    Optional<StoreConfig> store,
    List<PolledServer> poll,
    List<SinkConfig> sinks,
    Optional<TlsConfig> tls,
    AccessConfig access,
    CanaryConfig canary,
    Optional<OidcConfig> oidc,
    Tenants tenants) {

  /// Copies the lists.
  public ServerConfig {
    poll = List.copyOf(poll);
    sinks = List.copyOf(sinks);
  }

  /// That of no file.
  public static ServerConfig none() {
    return new ServerConfig(
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        RetentionConfig.DEFAULT,
        SnapshotConfig.DEFAULT,
        Optional.empty(),
        List.of(),
        List.of(),
        Optional.empty(),
        AccessConfig.DEFAULT,
        CanaryConfig.DEFAULT,
        Optional.empty(),
        Tenants.NONE);
  }

  /// The same, with this policy file.
  public ServerConfig withPolicy(Path file) {
    return new ServerConfig(
        listen,
        data,
        Optional.of(file),
        retention,
        snapshot,
        store,
        poll,
        sinks,
        tls,
        access,
        canary,
        oidc,
        tenants);
  }

  /// The same, asking these servers.
  public ServerConfig withPoll(List<PolledServer> asked) {
    return new ServerConfig(
        listen, data, policy, retention, snapshot, store, asked, sinks, tls, access, canary, oidc,
        tenants);
  }

  /// The same, telling these.
  public ServerConfig withSinks(List<SinkConfig> told) {
    return new ServerConfig(
        listen, data, policy, retention, snapshot, store, poll, told, tls, access, canary, oidc,
        tenants);
  }

  /// The same, keeping what is found there.
  public ServerConfig withStore(StoreConfig kept) {
    return new ServerConfig(
        listen,
        data,
        policy,
        retention,
        snapshot,
        Optional.of(kept),
        poll,
        sinks,
        tls,
        access,
        canary,
        oidc,
        tenants);
  }

  /// The same, with this certificate.
  public ServerConfig withTls(TlsConfig shown) {
    return new ServerConfig(
        listen,
        data,
        policy,
        retention,
        snapshot,
        store,
        poll,
        sinks,
        Optional.of(shown),
        access,
        canary,
        oidc,
        tenants);
  }

  /// The same, asking these who they are.
  public ServerConfig withAccess(AccessConfig asked) {
    return new ServerConfig(
        listen, data, policy, retention, snapshot, store, poll, sinks, tls, asked, canary, oidc,
        tenants);
  }

  /// The same, trying itself so.
  public ServerConfig withCanary(CanaryConfig tried) {
    return new ServerConfig(
        listen, data, policy, retention, snapshot, store, poll, sinks, tls, access, tried, oidc,
        tenants);
  }

  /// The same, where people log in by this provider.
  public ServerConfig withOidc(OidcConfig asked) {
    return new ServerConfig(
        listen,
        data,
        policy,
        retention,
        snapshot,
        store,
        poll,
        sinks,
        tls,
        access,
        canary,
        Optional.of(asked),
        tenants);
  }

  /// The same, with these tenants.
  public ServerConfig withTenants(Tenants known) {
    return new ServerConfig(
        listen, data, policy, retention, snapshot, store, poll, sinks, tls, access, canary, oidc,
        known);
  }
}
