package dev.flatline.bench;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.FindingStore;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.formats.report.FindingSeries;
import dev.flatline.server.recent.Recent;
import dev.flatline.server.recent.RecentCounts;
import dev.flatline.server.recent.SeriesStore;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// What it costs to remember what many workloads did lately: nanoseconds of the thread that judges,
/// heap, and bytes on the disk. A plain program.
public final class RecentScale {
  private static final int COLLECTIONS = 3;
  private static final long MINUTES_PER_DAY = 1440;
  private static final long SECONDS_PER_MINUTE = 60;
  private static final long MILLIS_PER_SECOND = 1000;
  private static final double NANOS_PER_SECOND = 1e9;
  private static final int MOST_WAITING = 30_000;
  private static final long TICK_MILLIS = 50;

  private RecentScale() {}

  /// Prints the figures.
  ///
  /// @param arguments how many workloads, how many seconds between two samples of each, and for how
  ///     many minutes
  public static void main(String[] arguments) throws IOException, InterruptedException {
    SyntheticFleet fleet = new SyntheticFleet(Integer.parseInt(arguments[0]));
    long stepSeconds = Long.parseLong(arguments[1]);
    long minutes = Long.parseLong(arguments[2]);
    FleetClock clock = new FleetClock();
    Path folder = Files.createTempDirectory("flatline");
    long before = heldBytes();
    Recent recent = Recent.of(folder, new NoFindings(), new NoSeries(), clock, () -> {});
    recent.start();
    Taken taken = take(fleet, clock, recent, stepSeconds, minutes);
    long heap = heldBytes() - before;
    RecentCounts counts = recent.counts();
    long begin = System.nanoTime();
    recent.close();
    double closing = (System.nanoTime() - begin) / NANOS_PER_SECOND;
    Path file = folder.resolve("recent.db");
    long bytes = Files.size(file);
    Files.delete(file);
    Files.delete(folder);
    System.out.printf(
        Locale.ROOT,
        "%,d workloads, a sample every %d s, %d minutes: %d ns a sample, %d bytes of heap a workload,"
            + " %,d bytes of disk a workload and day, %.1f s to write all at the end; %,d stretches"
            + " dropped%n",
        counts.workloads(),
        stepSeconds,
        minutes,
        taken.nanos() / taken.samples(),
        heap / counts.workloads(),
        bytes / counts.workloads() * MINUTES_PER_DAY / minutes,
        closing,
        counts.dropped());
  }

  /// What it took to hand samples over.
  private record Taken(long samples, long nanos) {}

  private static Taken take(
      SyntheticFleet fleet, FleetClock clock, Recent recent, long stepSeconds, long minutes)
      throws InterruptedException {
    long nanos = 0;
    long samples = 0;
    for (long second = 0; second < minutes * SECONDS_PER_MINUTE; second += stepSeconds) {
      List<Sample> step = new ArrayList<>();
      fleet.step(stepSeconds * MILLIS_PER_SECOND, step::add);
      clock.millis = fleet.atMillis();
      long begin = cpuNanos();
      step.forEach(recent::take);
      nanos += cpuNanos() - begin;
      samples += step.size();
      // The fleet's time goes faster than the clock by which a disk writes.
      await(recent, MOST_WAITING);
    }
    clock.millis = fleet.atMillis() + SECONDS_PER_MINUTE * MILLIS_PER_SECOND;
    await(recent, 0);
    return new Taken(samples, nanos);
  }

  private static void await(Recent recent, int waiting) throws InterruptedException {
    while (recent.counts().waiting() > waiting) {
      Thread.sleep(TICK_MILLIS);
    }
  }

  private static long cpuNanos() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heldBytes() {
    Runtime runtime = Runtime.getRuntime();
    for (int i = 0; i < COLLECTIONS; i++) {
      runtime.gc();
    }
    return runtime.totalMemory() - runtime.freeMemory();
  }

  /// Shows the time of the fleet.
  private static final class FleetClock extends Clock {
    private volatile long millis = SyntheticFleet.START_MILLIS;

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return Instant.ofEpochMilli(millis);
    }
  }

  /// Keeps nothing.
  private static final class NoFindings implements FindingStore {
    @Override
    public void save(Collection<Finding> findings) {}

    @Override
    public Optional<Finding> find(String id) {
      return Optional.empty();
    }

    @Override
    public List<Finding> find(FindingQuery query) {
      return List.of();
    }
  }

  /// Keeps nothing.
  private static final class NoSeries implements SeriesStore {
    @Override
    public void save(String finding, FindingSeries series) {}

    @Override
    public FindingSeries find(String finding) {
      return FindingSeries.NONE;
    }
  }
}
