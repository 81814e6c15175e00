package dev.flatline.connectors.host;

import java.util.function.Predicate;

/// What went over the network interfaces of one network namespace, summed, since they came up.
///
/// @param receivedBytes bytes received, NaN where unknown
/// @param receivedPackets packets received
/// @param sentBytes bytes sent
/// @param sentPackets packets sent
record NetworkCounters(
    double receivedBytes, double receivedPackets, double sentBytes, double sentPackets) {
  /// Nothing could be read.
  static final NetworkCounters UNKNOWN =
      new NetworkCounters(Double.NaN, Double.NaN, Double.NaN, Double.NaN);

  private static final int HEADER_LINES = 2;

  /// Reads `/proc/PID/net/dev`.
  ///
  /// @param counted which interfaces count, by name
  static NetworkCounters parse(KernelText text, Predicate<String> counted) {
    for (int i = 0; i < HEADER_LINES; i++) {
      if (!text.nextLine()) {
        return UNKNOWN;
      }
    }
    NetworkCounters sum = new NetworkCounters(0, 0, 0, 0);
    while (text.nextLine()) {
      if (counted.test(text.nextUntil(':'))) {
        sum = sum.plusLine(text);
      }
    }
    return sum;
  }

  private NetworkCounters plusLine(KernelText text) {
    double bytesIn = receivedBytes + text.nextNumber();
    double packetsIn = receivedPackets + text.nextNumber();
    text.skipFields(6);
    double bytesOut = sentBytes + text.nextNumber();
    return new NetworkCounters(bytesIn, packetsIn, bytesOut, sentPackets + text.nextNumber());
  }
}
