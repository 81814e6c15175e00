package dev.flatline.testkit.ledger;

import dev.flatline.testkit.Load;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.random.RandomGenerator;

/// Workloads of which some begin to mine, and end, all the time; told minute by minute as rows of
/// telemetry CSV. The same seed tells the same.
public final class MiningFleet {
  /// The event time of one slice: as much as samples may be late.
  public static final Duration SLICE = Duration.ofMinutes(1);

  private static final String HEADER =
      "workload,timestamp,cpu_utilization,network_receive_bytes_per_second,"
          + "network_transmit_bytes_per_second,disk_write_bytes_per_second\n";

  private static final Duration STEP = Duration.ofSeconds(15);
  private static final Load[] INNOCENT = {Load.webServer(), Load.builds()};

  /// Every so manieth workload never mines. The others mine beside what they do else.
  private static final int INNOCENT_EVERY = 4;

  private static final int FIRST_MINUTES = 60;

  /// More than the merge gap of 6 hours after which a finding is over.
  private static final int LEAST_QUIET_MINUTES = 370;

  private static final int LEAST_MINING_MINUTES = 20;
  private static final int MOST_MORE_MINUTES = 240;

  private final List<Member> members = new ArrayList<>();
  private final RandomGenerator random;
  private Instant now;
  private boolean quiet;

  /// A fleet in which nobody mines yet.
  ///
  /// @param start event time of the first sample
  public MiningFleet(int workloads, Instant start, long seed) {
    this.random = new Random(seed);
    this.now = start;
    for (int i = 0; i < workloads; i++) {
      Instant first = i % INNOCENT_EVERY == 0 ? Instant.MAX : start.plus(minutes(FIRST_MINUTES));
      members.add(new Member("shop/load-" + i, INNOCENT[i % INNOCENT.length], first));
    }
  }

  private static final class Member {
    private final String name;
    private final Load innocent;
    private Instant change;
    private boolean mines;

    private Member(String name, Load innocent, Instant change) {
      this.name = name;
      this.innocent = innocent;
      this.change = change;
    }
  }

  /// From now on nobody mines.
  void fallQuiet() {
    quiet = true;
  }

  /// The next slice of event time, in parts of different workloads.
  public List<String> next(int parts) {
    List<StringBuilder> bodies = new ArrayList<>();
    for (int part = 0; part < parts; part++) {
      bodies.add(new StringBuilder(HEADER));
    }
    Instant end = now.plus(SLICE);
    for (int i = 0; i < members.size(); i++) {
      write(members.get(i), end, bodies.get(i % parts));
    }
    now = end;
    return bodies.stream().map(StringBuilder::toString).toList();
  }

  private void write(Member member, Instant end, StringBuilder csv) {
    if (!now.isBefore(member.change)) {
      member.mines = !member.mines;
      member.change = now.plus(minutes(member.mines ? LEAST_MINING_MINUTES : LEAST_QUIET_MINUTES));
    }
    Load load =
        member.mines && !quiet ? member.innocent.beside(Load.randomX(0.9)) : member.innocent;
    for (Instant at = now; at.isBefore(end); at = at.plus(STEP)) {
      Load.Usage usage = load.at(at, random);
      csv.append(
          String.format(
              Locale.ROOT,
              "%s,%s,%.5f,%.1f,%.1f,%.1f%n",
              member.name,
              at,
              Math.max(0, usage.cpu()),
              0.4 * usage.networkBytesPerSecond(),
              0.6 * usage.networkBytesPerSecond(),
              usage.diskBytesPerSecond()));
    }
  }

  private Duration minutes(int least) {
    return Duration.ofMinutes(least + random.nextInt(MOST_MORE_MINUTES));
  }
}
