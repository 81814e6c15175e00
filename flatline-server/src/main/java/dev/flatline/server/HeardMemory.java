package dev.flatline.server;

import dev.flatline.server.heard.Heard;
import dev.flatline.server.heard.HeardSenders;
import dev.flatline.server.heard.HeardStore;
import dev.flatline.server.judge.Judgement;
import dev.flatline.server.judge.SourceCounts;
import dev.flatline.server.poll.PolledServer;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Remembers over a restart when everything was last heard, so that what stays silent is not
/// forgotten.
final class HeardMemory {
  private static final Logger LOG = LoggerFactory.getLogger(HeardMemory.class);

  /// The judgement answers within a second; one that hangs shall not hold up the end.
  private static final long LONGEST_SECONDS = 10;

  private final HeardStore store;
  private final Map<String, Instant> sources;
  private final HeardSenders senders;

  /// Of what is in a store.
  ///
  /// @param polled the servers that are asked; others that were are forgotten
  HeardMemory(HeardStore store, List<PolledServer> polled, Clock clock) {
    this.store = store;
    Set<String> asked = polled.stream().map(PolledServer::source).collect(Collectors.toSet());
    Instant oldest = clock.instant().minus(HeardSenders.FORGOTTEN_AFTER);
    Heard kept =
        store
            .kept()
            .withSources(
                (source, at) ->
                    PolledServer.isSource(source) ? asked.contains(source) : !at.isBefore(oldest));
    this.sources = kept.sources();
    this.senders = new HeardSenders(clock, kept.senders());
  }

  /// When sources were last heard before the start.
  Map<String, Instant> sources() {
    return sources;
  }

  /// When senders were last heard, also since.
  HeardSenders senders() {
    return senders;
  }

  /// Keeps it as it is now.
  void keep(Judgement judgement) {
    CompletableFuture<Void> kept =
        judgement
            .counts()
            .orTimeout(LONGEST_SECONDS, TimeUnit.SECONDS)
            .thenAccept(counts -> keep(counts.sources()));
    try {
      kept.join();
    } catch (RuntimeException e) {
      LOG.warn("when sources were last heard is not written for now: {}", e.getMessage());
    }
  }

  private void keep(Map<String, SourceCounts> counts) {
    Map<String, Instant> heard =
        counts.entrySet().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    entry -> Instant.ofEpochMilli(entry.getValue().heardMillis())));
    store.keep(new Heard(heard, senders.now()));
  }
}
