package dev.flatline.server.outbox;

import dev.flatline.connectors.net.BackOff;
import dev.flatline.connectors.sink.Delivery;
import dev.flatline.formats.message.Message;
import dev.flatline.server.store.Backlog;
import dev.flatline.server.store.Outbox;
import dev.flatline.server.store.OutboxEntry;
import dev.flatline.server.store.StoreException;
import dev.flatline.server.warning.WarningListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Brings what waits to one sink, on a thread of its own: a sink that hangs holds up nobody else.
final class Courier implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Courier.class);

  /// How often it looks whether something waits.
  private static final Duration LOOKS_EVERY = Duration.ofMillis(500);

  /// A message is given up after both: the number of attempts and the time that the retry schedule
  /// of Standard Webhooks 1.0.0 shows.
  static final int LEAST_ATTEMPTS = 10;

  static final Duration TRIED_FOR = Duration.ofDays(3);

  /// Between attempts of one message. A message that alone fails does not hold up others.
  static final BackOff OF_MESSAGE =
      new BackOff(LEAST_ATTEMPTS, Duration.ofSeconds(1), Duration.ofMinutes(10));

  /// Between attempts at a sink that fails: it is back within a minute after it recovered.
  static final BackOff OF_SINK =
      new BackOff(LEAST_ATTEMPTS, Duration.ofSeconds(1), Duration.ofMinutes(1));

  /// The longest wait that a sink may ask for.
  private static final Duration LONGEST_ASKED = Duration.ofHours(1);

  private static final Duration LONGEST_END = Duration.ofSeconds(5);

  private final SinkRoute route;
  private final Outbox outbox;
  private final Clock clock;
  private final Runnable settled;
  private final Optional<Reminder> reminder;
  private final Optional<WarningOutbox> warnings;
  private final Thread thread;
  private final SinkLog log;
  private int failuresInARow;
  private @Nullable OutboxEntry unmarked;

  private Courier(SinkRoute route, Outbox outbox, Clock clock, Runnable settled) {
    this.route = route;
    this.outbox = outbox;
    this.clock = clock;
    this.settled = settled;
    this.reminder = Reminder.of(route, outbox.queue(), clock);
    this.warnings = WarningOutbox.of(route, clock);
    this.log = new SinkLog(route.config().name());
    this.thread = Thread.ofPlatform().daemon().name("sink " + name()).unstarted(this::run);
  }

  /// Begins to bring. What was given up lately is tried once more.
  ///
  /// @param settled runs after a message was delivered or given up
  static Courier start(SinkRoute route, Outbox outbox, Clock clock, Runnable settled) {
    outbox.queue().begin(route.config().name(), clock.instant().minus(TRIED_FOR));
    Courier courier = new Courier(route, outbox, clock, settled);
    courier.thread.start();
    return courier;
  }

  /// Hears of warnings where the sink is to be told of them.
  Optional<WarningListener> warnings() {
    return warnings.map(one -> one);
  }

  /// How it stands with the sink.
  SinkStatus status() {
    Backlog findings = outbox.queue().backlog(name());
    return new SinkStatus(
        name(),
        route.config().type().label(),
        log.delivered(),
        log.failed(),
        outbox.withoutRoom(name()),
        warnings.map(one -> one.with(findings)).orElse(findings),
        log.lastDelivered(),
        log.trouble());
  }

  /// Ends; what it has not brought waits for the next start.
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join(LONGEST_END);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    route.close();
  }

  private void run() {
    while (!thread.isInterrupted()) {
      try {
        Thread.sleep(step());
      } catch (InterruptedException e) {
        return;
      } catch (StoreException e) {
        log.failed(String.valueOf(e.getMessage()));
        pause();
      } catch (RuntimeException e) {
        LOG.error("sink {}: a message could not be sent", name(), e);
        log.failed(e.toString());
        pause();
      }
    }
  }

  private void pause() {
    try {
      Thread.sleep(OF_SINK.longest());
    } catch (InterruptedException e) {
      thread.interrupt();
    }
  }

  /// Brings one message; how long to wait before the next. Warnings go first, as findings wait for
  /// the store.
  private Duration step() {
    Optional<Duration> told = warnings.flatMap(this::tell);
    if (told.isPresent()) {
      return told.get();
    }
    if (unmarked != null) {
      settle(unmarked);
    }
    Optional<OutboxEntry> next = outbox.queue().next(name());
    if (next.isPresent()) {
      return bring(next.get());
    }
    return reminder.flatMap(Reminder::send).map(this::judged).orElse(LOOKS_EVERY);
  }

  private Optional<Duration> tell(WarningOutbox from) {
    return from.next().map(letter -> tell(from, letter));
  }

  private Duration tell(WarningOutbox from, WarningOutbox.Letter letter) {
    Delivery delivery = route.sink().send(letter.payload());
    switch (delivery) {
      case Delivery.Delivered there -> {
        if (from.delivered(letter)) {
          log.delivered(clock.instant());
          settled.run();
        }
      }
      case Delivery.TryAgain later -> {}
      case Delivery.Refused never -> {
        if (from.refused(letter)) {
          logGivenUp(letter.payload().id(), never.why());
          settled.run();
        }
      }
    }
    return judged(delivery);
  }

  private Duration bring(OutboxEntry entry) {
    Message message =
        new Message(
            entry.deliveryId(), entry.kind(), entry.writtenAt(), entry.finding(), route.console());
    Delivery delivery = route.sink().send(route.payload(message));
    switch (delivery) {
      case Delivery.Delivered there -> mark(entry);
      case Delivery.TryAgain later -> retry(entry, later);
      case Delivery.Refused never -> giveUp(entry, never.why());
    }
    return judged(delivery);
  }

  /// A store that fails now must not make the message go twice.
  private void mark(OutboxEntry entry) {
    log.delivered(clock.instant());
    unmarked = entry;
    settle(entry);
  }

  private void settle(OutboxEntry delivered) {
    outbox.queue().delivered(delivered);
    unmarked = null;
    settled.run();
  }

  private void retry(OutboxEntry entry, Delivery.TryAgain later) {
    if (thread.isInterrupted()) {
      return;
    }
    int attempts = entry.attempts() + 1;
    Instant now = clock.instant();
    if (isTriedEnough(attempts, Duration.between(entry.writtenAt(), now))) {
      giveUp(entry, later.why());
      return;
    }
    Duration wait = OF_MESSAGE.waitAfter(attempts, RandomGenerator.getDefault());
    outbox.queue().postpone(entry, now.plus(longer(wait, asked(later))), later.why());
  }

  static boolean isTriedEnough(int attempts, Duration since) {
    return attempts >= LEAST_ATTEMPTS && since.compareTo(TRIED_FOR) >= 0;
  }

  private void giveUp(OutboxEntry entry, String why) {
    logGivenUp(entry.deliveryId(), why);
    outbox.queue().giveUp(entry, why);
    settled.run();
  }

  private void logGivenUp(String id, String why) {
    LOG.error("sink {}: message {} was given up: {}", name(), id, why);
  }

  /// How long to leave the sink alone.
  private Duration judged(Delivery delivery) {
    switch (delivery) {
      case Delivery.Delivered there -> log.well();
      case Delivery.TryAgain later -> log.failed(later.why());
      case Delivery.Refused never -> log.refused(never.why());
    }
    if (!(delivery instanceof Delivery.TryAgain later)) {
      failuresInARow = 0;
      return Duration.ZERO;
    }
    failuresInARow++;
    return longer(OF_SINK.waitAfter(failuresInARow, RandomGenerator.getDefault()), asked(later));
  }

  private static Duration asked(Delivery.TryAgain later) {
    Duration asked = later.after().orElse(Duration.ZERO);
    return asked.compareTo(LONGEST_ASKED) < 0 ? asked : LONGEST_ASKED;
  }

  private static Duration longer(Duration one, Duration other) {
    return one.compareTo(other) >= 0 ? one : other;
  }

  private String name() {
    return route.config().name();
  }
}
