package dev.flatline.server.heard;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// When each sender was last heard. Safe for several threads.
public final class HeardSenders {
  /// More have no more than one metric each in a scrape: 100 kB. Where another comes, the longest
  /// silent goes.
  static final int MOST = 1_000;

  private final Clock clock;

  /// The longest silent first.
  private final SequencedMap<Sender, Instant> atBySender = new LinkedHashMap<>();

  /// @param clock the server's own
  public HeardSenders(Clock clock) {
    this.clock = clock;
  }

  /// Telemetry of a sender was taken.
  public synchronized void heard(Sender sender) {
    atBySender.putLast(sender, clock.instant());
    if (atBySender.size() > MOST) {
      atBySender.pollFirstEntry();
    }
  }

  /// When each was heard, in order of their names.
  public synchronized SortedMap<Sender, Instant> now() {
    return new TreeMap<>(atBySender);
  }
}
