package dev.flatline.server.ingest;

import dev.flatline.core.telemetry.DropCounts;

/// What requests with telemetry brought. Safe for several threads.
/// `received = queued + dropped + turnedAway`.
public final class IngestCounts {
  private final DropCounts dropped = new DropCounts();
  private long requests;
  private long refusedRequests;
  private long received;
  private long queued;
  private long turnedAway;
  private long unread;

  /// None yet.
  public IngestCounts() {}

  /// How much there was of each, at one moment.
  ///
  /// @param requests requests that came in
  /// @param refusedRequests those of them that could not be read
  /// @param received rows of the others
  /// @param queued rows that became samples in the queue
  /// @param turnedAway rows of requests for which there was no room
  /// @param unread requests that were sent away before their rows were read
  /// @param dropped rows and values that could not be read, by reason
  public record Now(
      long requests,
      long refusedRequests,
      long received,
      long queued,
      long turnedAway,
      long unread,
      DropCounts dropped) {}

  synchronized void refused() {
    requests++;
    refusedRequests++;
  }

  synchronized void taken(long rows, DropCounts drops) {
    requests++;
    received += rows;
    dropped.addAll(drops);
    queued += rows - drops.rows();
  }

  synchronized void turnedAway(long rows) {
    requests++;
    received += rows;
    turnedAway += rows;
  }

  /// A request was sent away before its rows were read: they count nowhere.
  synchronized void turnedAwayUnread() {
    requests++;
    unread++;
  }

  /// How much there was up to now.
  public synchronized Now now() {
    return new Now(requests, refusedRequests, received, queued, turnedAway, unread, dropped.copy());
  }
}
