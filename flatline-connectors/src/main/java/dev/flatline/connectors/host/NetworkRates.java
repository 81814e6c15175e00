package dev.flatline.connectors.host;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.window.CounterRate;
import java.time.Duration;

/// Network counters of one network namespace as rates.
final class NetworkRates {
  private final CounterRate receivedBytes;
  private final CounterRate receivedPackets;
  private final CounterRate sentBytes;
  private final CounterRate sentPackets;

  NetworkRates(Duration longestGap) {
    receivedBytes = new CounterRate(longestGap);
    receivedPackets = new CounterRate(longestGap);
    sentBytes = new CounterRate(longestGap);
    sentPackets = new CounterRate(longestGap);
  }

  /// Takes the next reading.
  void accept(long atNanos, NetworkCounters counters) {
    receivedBytes.accept(atNanos, counters.receivedBytes());
    receivedPackets.accept(atNanos, counters.receivedPackets());
    sentBytes.accept(atNanos, counters.sentBytes());
    sentPackets.accept(atNanos, counters.sentPackets());
  }

  /// Adds the rates of the last reading.
  void putInto(Measurements into) {
    into.put(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, receivedBytes.perSecond());
    into.put(Metric.NETWORK_RECEIVE_PACKETS_PER_SECOND, receivedPackets.perSecond());
    into.put(Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND, sentBytes.perSecond());
    into.put(Metric.NETWORK_TRANSMIT_PACKETS_PER_SECOND, sentPackets.perSecond());
  }
}
