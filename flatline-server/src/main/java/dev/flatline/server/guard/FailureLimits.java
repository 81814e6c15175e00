package dev.flatline.server.guard;

import java.util.Map;

/// Counts failures by address: one that failed too often within a minute has to wait for the rest
/// of
/// it. Addresses are forgotten, the oldest first.
final class FailureLimits {
  private static final long MINUTE_NANOS = 60_000_000_000L;

  private static final int MOST_ADDRESSES = 10_000;

  private final Map<String, Failures> byAddress = new BoundedMap<>(MOST_ADDRESSES);

  private final int most;

  /// @param most failures of one address in a minute
  FailureLimits(int most) {
    this.most = most;
  }

  private record Failures(long sinceNanos, int count) {}

  synchronized boolean allows(String address, long nanos) {
    Failures failures = byAddress.get(address);
    return failures == null || failures.count < most || nanos - failures.sinceNanos > MINUTE_NANOS;
  }

  synchronized void failed(String address, long nanos) {
    Failures before = byAddress.remove(address);
    if (before == null || nanos - before.sinceNanos > MINUTE_NANOS) {
      byAddress.put(address, new Failures(nanos, 1));
    } else {
      byAddress.put(address, new Failures(before.sinceNanos, before.count + 1));
    }
  }
}
