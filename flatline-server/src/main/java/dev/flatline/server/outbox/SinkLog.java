package dev.flatline.server.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happened at one sink. The log hears of a failure or a refusal when it begins and when it is
/// over, not of each attempt.
final class SinkLog {
  private static final Logger LOG = LoggerFactory.getLogger(SinkLog.class);

  private final String name;
  /// Counted last: whoever sees the count sees what became of the attempt.
  private final AtomicLong delivered = new AtomicLong();

  private final AtomicLong failed = new AtomicLong();
  private volatile @Nullable Instant lastDelivered;
  private volatile @Nullable SinkTrouble trouble;

  SinkLog(String name) {
    this.name = name;
  }

  void delivered(Instant at) {
    lastDelivered = at;
    delivered.incrementAndGet();
  }

  void well() {
    if (trouble != null) {
      LOG.info("sink {}: takes messages again", name);
    }
    trouble = null;
  }

  void failed(String why) {
    inVain(new SinkTrouble(SinkTrouble.Kind.FAILING, why));
  }

  void refused(String why) {
    inVain(new SinkTrouble(SinkTrouble.Kind.REFUSING, why));
  }

  private void inVain(SinkTrouble now) {
    SinkTrouble before = trouble;
    if (before == null || before.kind() != now.kind()) {
      LOG.warn("sink {}: {}; {}", name, now.why(), now.kind().text());
    }
    trouble = now;
    failed.incrementAndGet();
  }

  long delivered() {
    return delivered.get();
  }

  long failed() {
    return failed.get();
  }

  Optional<Instant> lastDelivered() {
    return Optional.ofNullable(lastDelivered);
  }

  Optional<SinkTrouble> trouble() {
    return Optional.ofNullable(trouble);
  }
}
