package dev.flatline.server.outbox;

import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// What happened at one sink. The log hears of a failure when it begins and when it is over, not of
/// each attempt.
final class SinkLog {
  private static final Logger LOG = LoggerFactory.getLogger(SinkLog.class);

  private final String name;
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private volatile @Nullable Instant lastDelivered;
  private volatile @Nullable String lastError;

  SinkLog(String name) {
    this.name = name;
  }

  void delivered(Instant at) {
    delivered.incrementAndGet();
    lastDelivered = at;
  }

  void well() {
    if (lastError != null) {
      LOG.info("sink {}: takes messages again", name);
    }
    lastError = null;
  }

  void failed(String why) {
    failed.incrementAndGet();
    if (lastError == null) {
      LOG.warn("sink {}: {}; it is tried again", name, why);
    }
    lastError = why;
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

  Optional<String> lastError() {
    return Optional.ofNullable(lastError);
  }
}
