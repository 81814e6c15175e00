package dev.flatline.server.store;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.message.MessageKind;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/// What a sink was told last of a finding.
///
/// @param sequence the number of that message among those of this finding
/// @param severity the severity then
/// @param status open or closed then
/// @param lastObserved when the behaviour was last seen then
record Told(int sequence, Severity severity, Finding.Status status, Instant lastObserved) {
  /// What was over for so long before it was known is history, found when the past was read: it is
  /// kept, and nobody is called for it.
  static final Duration HISTORY_AFTER = Duration.ofDays(1);

  /// What a sink is to be told that was told nothing of this finding yet; empty where nothing.
  static Optional<MessageKind> first(Subscription subscription, Finding now, Instant clock) {
    if (!subscription.wants(now)) {
      return Optional.empty();
    }
    if (now.status() == Finding.Status.OPEN) {
      return Optional.of(MessageKind.OPENED);
    }
    boolean history = now.lastObserved().isBefore(clock.minus(HISTORY_AFTER));
    return history ? Optional.empty() : Optional.of(MessageKind.CLOSED);
  }

  /// What it is to be told now; empty where it is nothing new. What is closed stays closed, and
  /// what
  /// is older than what was told comes from a past that a restart lives through again.
  Optional<MessageKind> next(Finding now) {
    if (status == Finding.Status.CLOSED || now.lastObserved().isBefore(lastObserved)) {
      return Optional.empty();
    }
    if (now.status() == Finding.Status.CLOSED) {
      return Optional.of(MessageKind.CLOSED);
    }
    return now.severity() == severity ? Optional.empty() : Optional.of(MessageKind.CHANGED);
  }
}
