package dev.flatline.server.canary;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.Severity;
import dev.flatline.formats.text.TimeText;
import dev.flatline.server.judge.CanaryLane;
import dev.flatline.server.warning.Warnings;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Sends a miner that is none through the whole server every few minutes: taken over HTTP, queued,
/// judged, kept and read back. Where it is not found the detector is blind, and a warning says so.
/// People and sinks see nothing of it.
public final class Canary implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(Canary.class);

  /// By which the warning is known.
  public static final String WARNING = "canary";

  /// How long it may take: the queue is worked through in a fifth of a second, and sixty seconds
  /// are what a human would wait.
  static final Duration LIMIT = Duration.ofMinutes(1);

  /// What came while the server was away goes first.
  private static final Duration FIRST_AFTER = Duration.ofMinutes(1);

  /// One that got lost is followed soon, so that the warning goes when its cause does.
  private static final Duration AGAIN_AFTER = Duration.ofMinutes(1);

  /// What people are told of unless they ask for more.
  private static final Severity AT_LEAST = Severity.MEDIUM;

  private static final int NAME_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Way way;
  private final Duration every;
  private final Duration limit;
  private final Warnings warnings;
  private final InstantSource clock;
  private final Thread thread;
  private final Map<CanaryFailure, Long> failures = new EnumMap<>(CanaryFailure.class);
  private volatile CanaryStatus status = CanaryStatus.NONE;
  private volatile Optional<Instant> sendingSince = Optional.empty();

  /// What it goes through.
  ///
  /// @param mail sends its telemetry
  /// @param lane judges it
  /// @param store keeps a finding and answers what it reads back, which nobody else sees
  public record Way(CanaryMail mail, CanaryLane lane, UnaryOperator<Finding> store) {}

  /// @param every how often one is sent
  /// @param limit how long it may take
  Canary(Way way, Duration every, Duration limit, Warnings warnings, InstantSource clock) {
    this.way = way;
    this.every = every;
    this.limit = limit;
    this.warnings = warnings;
    this.clock = clock;
    this.thread = Thread.ofPlatform().daemon().name("canary").unstarted(this::run);
  }

  /// Begins to send them.
  ///
  /// @param every how often
  public static Canary start(Way way, Duration every, Warnings warnings, InstantSource clock) {
    Canary canary = new Canary(way, every, LIMIT, warnings, clock);
    canary.thread.start();
    return canary;
  }

  /// How it stands.
  public CanaryStatus status() {
    return status;
  }

  @Override
  public void close() {
    thread.interrupt();
    way.mail.close();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void run() {
    try {
      Thread.sleep(shorter(every, FIRST_AFTER));
      while (true) {
        Thread.sleep(sendOne() ? every : shorter(every, AGAIN_AFTER));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static Duration shorter(Duration one, Duration other) {
    return one.compareTo(other) < 0 ? one : other;
  }

  /// Sends one and waits for what becomes of it.
  ///
  /// @return whether it was found and kept
  boolean sendOne() throws InterruptedException {
    long startNanos = System.nanoTime();
    sendingSince = Optional.of(clock.instant());
    try {
      keep(found(startNanos));
      Duration took = Duration.ofNanos(System.nanoTime() - startNanos);
      status =
          new CanaryStatus(
              status.sent() + 1,
              failures,
              Optional.of(clock.instant()),
              Optional.of(took),
              Optional.empty());
      warnings.clear(WARNING);
      return true;
    } catch (CanaryException e) {
      failed(e);
      return false;
    } catch (RuntimeException | Error e) {
      LOG.error("the canary could not be sent", e);
      failed(new CanaryException(CanaryFailure.BROKEN, "it could not be sent (" + e + ")"));
      return false;
    } finally {
      sendingSince = Optional.empty();
    }
  }

  /// Warns where one is under way for far longer than it may be: what hangs tells nobody by itself.
  /// To be called now and then, on another thread.
  public void look() {
    sendingSince
        .filter(since -> since.plus(limit).plus(limit).isBefore(clock.instant()))
        .ifPresent(since -> warn("it hangs since " + TimeText.second(since) + " UTC"));
  }

  private void failed(CanaryException lost) {
    failures.merge(lost.failure(), 1L, Long::sum);
    String why = String.valueOf(lost.getMessage());
    status =
        new CanaryStatus(
            status.sent() + 1, failures, status.lastFound(), status.took(), Optional.of(why));
    warn(why);
  }

  private void warn(String why) {
    warnings.raise(
        WARNING,
        Severity.HIGH,
        "The detector is blind: a miner that the server sent to itself was lost, as "
            + why
            + ". What mines now may go unseen. docs/reference/observed.md says what to look at.");
  }

  private Finding found(long startNanos) throws CanaryException, InterruptedException {
    String workload = workload();
    Future<List<Finding>> found = way.lane.expect(workload);
    Instant end = clock.instant().truncatedTo(ChronoUnit.MINUTES);
    way.mail.send(CanarySeries.csv(workload, end), limit);
    long leftNanos = Math.max(0, startNanos + limit.toNanos() - System.nanoTime());
    return worst(judged(found, leftNanos));
  }

  private List<Finding> judged(Future<List<Finding>> found, long leftNanos)
      throws CanaryException, InterruptedException {
    try {
      return found.get(leftNanos, TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw new CanaryException(
          CanaryFailure.NOT_JUDGED, "it was not judged within " + limit.toSeconds() + " s");
    } catch (ExecutionException e) {
      throw new CanaryException(
          CanaryFailure.NOT_JUDGED, "judging it failed (" + e.getCause() + ")");
    }
  }

  private static Finding worst(List<Finding> findings) throws CanaryException {
    Finding worst =
        findings.stream()
            .max(Comparator.comparing(Finding::severity))
            .orElseThrow(() -> notFound("nothing was found in it"));
    if (worst.severity().compareTo(AT_LEAST) < 0) {
      throw notFound("only " + worst.severity().label() + " was found in it");
    }
    return worst;
  }

  private static CanaryException notFound(String why) {
    return new CanaryException(CanaryFailure.NOT_FOUND, why);
  }

  private void keep(Finding finding) throws CanaryException {
    Finding read;
    try {
      read = way.store.apply(finding);
    } catch (RuntimeException e) {
      throw new CanaryException(CanaryFailure.NOT_KEPT, "it cannot be kept: " + e.getMessage());
    }
    if (!read.id().equals(finding.id()) || read.severity() != finding.severity()) {
      throw new CanaryException(
          CanaryFailure.NOT_KEPT, "the store gives back something else than was kept");
    }
  }

  /// Nobody can guess it, so nobody else can send one.
  private static String workload() {
    byte[] bits = new byte[NAME_BYTES];
    RANDOM.nextBytes(bits);
    return CanaryLane.RESERVED + HexFormat.of().formatHex(bits);
  }
}
