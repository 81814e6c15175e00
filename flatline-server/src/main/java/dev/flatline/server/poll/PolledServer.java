package dev.flatline.server.poll;

import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import java.time.Duration;

/// A server to be polled.
///
/// @param name what it is called in metrics, logs and the snapshot, which remembers by it up to
/// when
///     the server was read
/// @param endpoint where it is and who we are
/// @param profile a profile's name, the path of a profile's file, or `auto`
/// @param every how often it is asked
/// @param history how much earlier time is read at the start
public record PolledServer(
    String name, PrometheusEndpoint endpoint, String profile, Duration every, Duration history) {
  /// As long as what is judged is summed up: more often brings nothing earlier.
  public static final Duration USUALLY_EVERY = Duration.ofMinutes(1);

  private static final String SOURCE = "prometheus ";

  /// The name of its samples' source.
  public String source() {
    return SOURCE + name;
  }

  /// Whether a source is a server that is polled, or was.
  public static boolean isSource(String source) {
    return source.startsWith(SOURCE);
  }
}
