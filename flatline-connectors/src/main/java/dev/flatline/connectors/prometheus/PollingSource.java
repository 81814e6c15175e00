package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.Progress;
import dev.flatline.connectors.SampleSink;
import dev.flatline.connectors.SourceException;
import dev.flatline.connectors.SourceReport;
import dev.flatline.connectors.prometheus.client.PrometheusClient;
import dev.flatline.connectors.prometheus.client.PrometheusEndpoint;
import dev.flatline.core.telemetry.DropCounts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A server that is read one stretch of time after the other: together they give the samples that a
/// hunt over all of them gives, history at its coarse step first.
///
/// What the server has is found out anew every ten minutes; in between, a workload whose name is
/// not complete is looked up when it comes. A workload is called the same from one look to the
/// next. Not safe for use by several threads, but for [#requests] and [#close].
public final class PollingSource implements AutoCloseable {
  /// A third of the window that is judged: what is new is read before it fills one.
  private static final Duration LOOK_EVERY = Duration.ofMinutes(10);

  /// Metrics that were there within it are taken for present.
  private static final Duration PRESENT_WITHIN = Duration.ofHours(1);

  /// No stretch that is no history begins longer ago.
  private static final Duration PRESENT_WITHIN_AT_MOST = Duration.ofDays(1);

  /// A scrape takes an interval at most, which is the longest time-out that Prometheus allows; the
  /// second is for the difference of the clocks.
  private static final int INTERVALS_BEHIND = 2;

  private final PrometheusEndpoint endpoint;
  private final String profile;
  private final Limits limits;
  private @Nullable Look look;
  private List<ProfileReading> lastReadings = List.of();
  private @Nullable PrometheusClient client;
  private long earlierRequests;

  /// A source that has not connected yet.
  ///
  /// @param profile a profile's name, the path of a profile's file, or `auto`
  public PollingSource(PrometheusEndpoint endpoint, String profile) {
    this(endpoint, profile, Limits.DEFAULT);
  }

  PollingSource(PrometheusEndpoint endpoint, String profile, Limits limits) {
    this.endpoint = endpoint;
    this.profile = profile;
    this.limits = limits;
  }

  /// What the server has, as of one time.
  private record Look(
      long atMillis,
      PrometheusClient client,
      Discovery discovery,
      List<ProfileReading> readings,
      SliceFetch fetch) {

    long behindMillis() {
      return INTERVALS_BEHIND
          * readings.stream().mapToLong(ProfileReading::scrapeOrDefaultMillis).max().orElse(0);
    }
  }

  /// The time up to which the server has everything: two scrape intervals ago.
  ///
  /// @param nowMillis by our clock
  /// @param reachedMillis up to where it was read
  /// @throws SourceException where the server or a certificate cannot be read, or there is nothing
  ///     that a profile knows
  public long endMillis(long nowMillis, long reachedMillis) {
    Look now = look;
    if (now == null || nowMillis - now.atMillis >= LOOK_EVERY.toMillis()) {
      now = look(connectedAnew(), nowMillis, reachedMillis);
      look = now;
    }
    return nowMillis - now.behindMillis();
  }

  /// Looks anew what the server has before it is asked again: after a failure it may be another.
  public void lookAnew() {
    look = null;
  }

  /// So that certificates that were changed are read.
  private synchronized PrometheusClient connectedAnew() {
    earlierRequests = requests();
    close();
    client = null;
    PrometheusClient next = new PrometheusClient(endpoint);
    client = next;
    return next;
  }

  /// Reads a stretch, after [#endMillis] was asked for.
  ///
  /// @param progress told of every answer
  /// @return what came of it; it is no failure where that is nothing
  /// @throws SourceException where the server cannot be read; what was delivered until then stands
  public SourceReport read(Stretch stretch, SampleSink sink, Progress progress) {
    Look now = look;
    if (now == null) {
      throw new IllegalStateException("nobody has looked yet what the server has");
    }
    DropCounts drops = new DropCounts();
    CoverageLog coverage = new CoverageLog();
    try (SliceRunner runner =
        new SliceRunner(now.fetch, drops, coverage, slice -> lookAgain(now, slice, stretch))) {
      long delivered = runner.run(slices(now, stretch), sink, progress);
      return new SourceReport(
          delivered + drops.rows(),
          delivered,
          drops,
          List.of(),
          coverage.unjudged(),
          Optional.of(Instant.ofEpochMilli(stretch.toMillis())));
    }
  }

  /// How many requests were sent.
  public synchronized long requests() {
    return earlierRequests + (client == null ? 0 : client.requests());
  }

  /// Ends what is under way.
  @Override
  public synchronized void close() {
    if (client != null) {
      client.close();
    }
  }

  private List<Slice> slices(Look now, Stretch stretch) {
    SlicePlan plan = new SlicePlan(limits, now.discovery.counter());
    return stretch.isHistory()
        ? plan.history(
            now.readings, reading -> times(stretch, Steps.everyScrape(reading).historyMillis()))
        : plan.range(
            now.readings, reading -> times(stretch, Steps.everyScrape(reading).rangeMillis()));
  }

  private static TimeGrid times(Stretch stretch, long stepMillis) {
    return TimeGrid.within(stretch.afterMillis() + 1, stretch.toMillis(), stepMillis);
  }

  private Look look(PrometheusClient asked, long nowMillis, long reachedMillis) {
    long presentFrom =
        Math.clamp(
            reachedMillis,
            nowMillis - PRESENT_WITHIN_AT_MOST.toMillis(),
            nowMillis - PRESENT_WITHIN.toMillis());
    Discovery discovery = discovery(asked, presentFrom, nowMillis, reachedMillis);
    List<ProfileReading> readings = discovery.readings();
    for (ProfileReading reading : readings) {
      lastReadings.stream()
          .filter(last -> last.profile().name().equals(reading.profile().name()))
          .forEach(last -> reading.names().takeOverFrom(last.names()));
    }
    lastReadings = readings;
    return new Look(nowMillis, asked, discovery, readings, new SliceFetch(asked, new Notes()));
  }

  /// What was there when the last look was taken was found by it.
  private void lookAgain(Look now, Slice slice, Stretch stretch) {
    if (slice.grid().lastMillis() > now.atMillis) {
      long toMillis = stretch.toMillis() + now.behindMillis();
      discovery(now.client, stretch.afterMillis(), toMillis, stretch.afterMillis())
          .lookAgain(slice.reading());
    }
  }

  private Discovery discovery(
      PrometheusClient asked, long fromMillis, long toMillis, long historyFromMillis) {
    long longest = PrometheusSettings.LONGEST_HISTORY.toMillis();
    long history = Math.clamp(fromMillis - historyFromMillis, 0, longest);
    return new Discovery(
        asked,
        new PrometheusSettings(
            profile,
            Instant.ofEpochMilli(fromMillis),
            Instant.ofEpochMilli(toMillis),
            Optional.empty(),
            Duration.ofMillis(history)),
        new Notes());
  }
}
