package dev.flatline.testkit;

import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;

/// Traces with names. Where a miner moves in it does so at [#MOVED_IN], after 30 days.
public final class Traces {
  /// When all traces begin.
  public static final Instant START = Instant.parse("2026-01-05T00:00:00Z");

  /// When the miners move in.
  public static final Instant MOVED_IN = START.plus(Duration.ofDays(30)).plus(Duration.ofHours(14));

  /// When all traces end.
  public static final Instant END = MOVED_IN.plus(Duration.ofHours(12));

  private static final Duration STEP = Duration.ofMinutes(5);

  private static final Load[] INNOCENT = {
    Load.webServer(), Load.idle(), Load.webServer(), Load.builds()
  };

  private Traces() {}

  /// RandomX at 0.90 of capacity beside a web server of 30 days.
  public static Trace minerMovesIntoWebServer() {
    return minerMovesIn(Load.webServer(), Load.randomX(0.90));
  }

  /// RandomX held to half of the capacity beside a nearly idle VM of 30 days.
  public static Trace throttledMinerMovesIn() {
    return minerMovesIn(Load.idle(), Load.randomX(0.5));
  }

  /// RandomX held to 0.3 of the capacity under the compression job of every night.
  public static Trace throttledMinerMovesUnderBatch() {
    return before("miner", Load.nightlyBatch())
        .then(Load.nightlyBatch().beside(Load.randomX(0.3)), Duration.ofDays(2));
  }

  /// RandomX at 0.90 of capacity on a workload that was not there before.
  public static Trace newWorkloadThatMines() {
    Trace trace = Trace.of(Workload.named("new"), MOVED_IN.minus(Duration.ofHours(2)), STEP);
    return trace
        .then(Load.idle(), Duration.ofHours(2))
        .then(Load.idle().beside(Load.randomX(0.90)), Duration.ofHours(12));
  }

  /// A compression job of 30 nights.
  public static Trace nightlyBatch() {
    return whole("batch", Load.nightlyBatch());
  }

  /// A web server of 30 days.
  public static Trace webServer() {
    return whole("web", Load.webServer());
  }

  /// A runner of builds of 30 days.
  public static Trace builds() {
    return whole("builds", Load.builds());
  }

  /// The miner of [#minerMovesIntoWebServer], of which two hours in the middle were not recorded.
  public static Trace minerAcrossAGap() {
    Load mined = Load.webServer().beside(Load.randomX(0.90));
    return before("miner", Load.webServer())
        .then(mined, Duration.ofHours(5))
        .silent(Duration.ofHours(2))
        .then(mined, Duration.ofHours(5));
  }

  /// The miner of [#minerMovesIntoWebServer], restarted after five hours: a quarter of an hour with
  /// nothing but the web server.
  public static Trace minerRestarted() {
    Load mined = Load.webServer().beside(Load.randomX(0.90));
    return before("miner", Load.webServer())
        .then(mined, Duration.ofHours(5))
        .then(Load.webServer(), Duration.ofMinutes(15))
        .then(mined, Duration.ofHours(7).minusMinutes(15));
  }

  /// Twenty innocent workloads of the same time: web servers, idle ones, runners of builds, and a
  /// nightly job.
  public static List<Trace> innocentFleet() {
    return IntStream.range(0, 20)
        .mapToObj(i -> whole("innocent-" + i, i == 0 ? Load.nightlyBatch() : INNOCENT[i % 4]))
        .toList();
  }

  /// A workload of 30 days on which something moves in and stays to the end.
  public static Trace minerMovesIn(Load before, Load miner) {
    return before("miner", before).then(before.beside(miner), Duration.between(MOVED_IN, END));
  }

  private static Trace before(String name, Load load) {
    return Trace.of(Workload.named(name), START, STEP)
        .then(load, Duration.between(START, MOVED_IN));
  }

  private static Trace whole(String name, Load load) {
    return before(name, load).then(load, Duration.between(MOVED_IN, END));
  }
}
