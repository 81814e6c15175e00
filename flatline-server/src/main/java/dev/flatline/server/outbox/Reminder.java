package dev.flatline.server.outbox;

import dev.flatline.connectors.sink.Delivery;
import dev.flatline.connectors.sink.Payload;
import dev.flatline.core.finding.Finding;
import dev.flatline.formats.message.AlertmanagerJson;
import dev.flatline.formats.message.Message;
import dev.flatline.formats.message.MessageKind;
import dev.flatline.server.store.OutboxQueue;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Sends alerts of open findings again, before they lapse. An Alertmanager that was restarted
/// learns of them that way too.
final class Reminder {
  /// Alerts of one request: about 200 kB.
  private static final int MOST_IN_ONE = 100;

  private final SinkRoute route;
  private final AlertmanagerJson encoder;
  private final OutboxQueue outbox;
  private final Clock clock;
  private Instant sentAt = Instant.MIN;

  private Reminder(SinkRoute route, AlertmanagerJson encoder, OutboxQueue outbox, Clock clock) {
    this.route = route;
    this.encoder = encoder;
    this.outbox = outbox;
    this.clock = clock;
  }

  /// That of an Alertmanager; empty for sinks that forget nothing.
  static Optional<Reminder> of(SinkRoute route, OutboxQueue outbox, Clock clock) {
    return route.encoder() instanceof AlertmanagerJson encoder
        ? Optional.of(new Reminder(route, encoder, outbox, clock))
        : Optional.empty();
  }

  /// Sends them where it is time; empty where it is not, or nothing is open.
  Optional<Delivery> send() {
    Instant now = clock.instant();
    if (now.isBefore(sentAt.plus(AlertmanagerJson.SENT_AGAIN_EVERY))) {
      return Optional.empty();
    }
    List<Finding> open = outbox.open(route.config().name());
    Optional<Delivery> last = Optional.empty();
    for (int from = 0; from < open.size(); from += MOST_IN_ONE) {
      last = Optional.of(send(open.subList(from, Math.min(open.size(), from + MOST_IN_ONE)), now));
      if (last.get() instanceof Delivery.TryAgain) {
        return last;
      }
    }
    sentAt = now;
    return last;
  }

  private Delivery send(List<Finding> open, Instant now) {
    List<Message> messages = open.stream().map(finding -> message(finding, now)).toList();
    return route.sink().send(new Payload("open", encoder.contentType(), encoder.encode(messages)));
  }

  private Message message(Finding finding, Instant now) {
    return new Message(finding.id(), MessageKind.CHANGED, now, finding, route.console());
  }
}
