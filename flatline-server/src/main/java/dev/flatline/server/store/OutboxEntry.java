package dev.flatline.server.store;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.message.MessageKind;
import java.time.Instant;

/// A message that waits for one sink.
///
/// @param sink for whom
/// @param sequence its number among the messages of this finding for this sink, from 1
/// @param kind what became of the finding
/// @param writtenAt when
/// @param attempts how often it was sent in vain
/// @param finding as it was then
public record OutboxEntry(
    String sink, int sequence, MessageKind kind, Instant writtenAt, int attempts, Finding finding) {

  /// The same however often it is sent, also after a restart.
  public String deliveryId() {
    return sink + "-" + finding.id() + "-" + sequence;
  }
}
