package dev.flatline.server.heard;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.SortedMap;
import java.util.TreeMap;

/// When each sender was last heard. Safe for several threads.
public final class HeardSenders {
  /// More have no more than one metric each in a scrape: 100 kB. Where another comes, the longest
  /// silent goes.
  static final int MOST = 1_000;

  /// Who is silent for longer sends no more: as long as workloads are remembered that are gone.
  public static final Duration FORGOTTEN_AFTER = Duration.ofDays(30);

  private final Clock clock;

  /// The longest silent first.
  private final SequencedMap<Sender, Instant> atBySender = new LinkedHashMap<>();

  /// @param clock the server's own
  /// @param remembered who was heard before the start
  public HeardSenders(Clock clock, Map<Sender, Instant> remembered) {
    this.clock = clock;
    remembered.entrySet().stream()
        .sorted(Map.Entry.comparingByValue())
        .forEach(entry -> hear(entry.getKey(), entry.getValue()));
  }

  /// Telemetry of a sender was taken.
  public synchronized void heard(Sender sender) {
    hear(sender, clock.instant());
  }

  private void hear(Sender sender, Instant at) {
    atBySender.putLast(sender, at);
    if (atBySender.size() > MOST) {
      atBySender.pollFirstEntry();
    }
  }

  /// When each was heard in the last 30 days, in order of their names.
  public synchronized SortedMap<Sender, Instant> now() {
    Instant oldest = clock.instant().minus(FORGOTTEN_AFTER);
    atBySender.values().removeIf(at -> at.isBefore(oldest));
    return new TreeMap<>(atBySender);
  }
}
