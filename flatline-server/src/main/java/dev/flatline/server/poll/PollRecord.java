package dev.flatline.server.poll;

import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceReport;
import dev.flatline.core.telemetry.DropCounts;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Counts what came of polls, and tells the log when one begins to fail, every ten minutes that it
/// goes on to, and when it is over. Safe for several threads.
final class PollRecord {
  private static final Logger LOG = LoggerFactory.getLogger(PollRecord.class);
  private static final Duration TELL_EVERY = Duration.ofMinutes(10);

  private final PolledServer server;
  private final Clock clock;
  private final DropCounts dropped = new DropCounts();
  private final Map<SourceException.Reason, Long> failures =
      new EnumMap<>(SourceException.Reason.class);
  private long samples;
  private long reachedMillis;
  private int withoutCpu;
  private int failed;
  private long toldMillis;
  private Optional<String> failing = Optional.empty();

  PollRecord(PolledServer server, Clock clock, long reachedMillis) {
    this.server = server;
    this.clock = clock;
    this.reachedMillis = reachedMillis;
  }

  synchronized void read(long toMillis, SourceReport report) {
    reachedMillis = toMillis;
    samples += report.delivered();
    dropped.addAll(report.dropped());
    withoutCpu = report.unjudged().size();
    if (failed > 0) {
      LOG.info("{} is read again, from {} on", server.name(), Instant.ofEpochMilli(toMillis));
    }
    failed = 0;
    failing = Optional.empty();
  }

  /// A poll failed.
  ///
  /// @return how often in a row
  synchronized int failed(SourceException failure) {
    failures.merge(failure.reason(), 1L, Long::sum);
    failing = Optional.of(String.valueOf(failure.getMessage()));
    failed++;
    long nowMillis = clock.millis();
    if (failed == 1 || nowMillis - toldMillis >= TELL_EVERY.toMillis()) {
      toldMillis = nowMillis;
      LOG.warn(
          "{} cannot be read and is tried again, from {} on: {}",
          server.name(),
          Instant.ofEpochMilli(reachedMillis),
          failure.getMessage());
    }
    return failed;
  }

  synchronized PollCounts counts(long requests) {
    return new PollCounts(
        server.name(),
        requests,
        samples,
        dropped.copy(),
        failures,
        reachedMillis,
        clock.millis() - reachedMillis,
        withoutCpu,
        failing);
  }
}
