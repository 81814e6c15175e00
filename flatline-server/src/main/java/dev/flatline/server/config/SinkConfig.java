package dev.flatline.server.config;

import dev.flatline.connectors.net.TlsSettings;
import dev.flatline.connectors.sink.HttpTarget;
import dev.flatline.core.finding.Severity;
import dev.flatline.core.policy.WorkloadPattern;
import java.net.URI;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/// Somebody who is told of findings.
///
/// @param name by which people and messages call it
/// @param type in which form
/// @param place where to
/// @param atLeast the lowest severity that it is told of
/// @param workloads whose findings it is told of
/// @param warnings whether it is told as well what is wrong with the server itself
/// @param labels more labels of its alerts
/// @param console where the console is that messages link to
public record SinkConfig(
    String name,
    SinkType type,
    Place place,
    Severity atLeast,
    WorkloadPattern workloads,
    boolean warnings,
    Map<String, String> labels,
    Optional<URI> console) {

  /// Where to.
  public sealed interface Place {

    /// Over HTTP.
    record Http(HttpTarget target) implements Place {}

    /// Syslog.
    ///
    /// @param tls empty for plain TCP
    record Syslog(String host, int port, Optional<TlsSettings> tls) implements Place {}

    /// A file to which is appended.
    record Lines(Path file) implements Place {}
  }
}
