package dev.flatline.server.poll;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/// Three weeks of a few hosts of one core as node_exporter shows them, of which one begins to mine.
final class PolledFleet {
  static final Instant FROM = Instant.parse("2026-03-01T00:00:00Z");
  static final Instant TO = Instant.parse("2026-03-22T00:00:00Z");
  static final Duration SCRAPE = Duration.ofSeconds(60);
  static final String MINER = "miner:9100";

  /// Half a day before the end.
  private static final Instant MINES_FROM = Instant.parse("2026-03-21T12:00:00Z");

  private static final int HOSTS = 4;
  private static final double MINING = 0.985;

  private final StringBuilder text = new StringBuilder();

  private PolledFleet() {}

  static String openMetrics() {
    PolledFleet fleet = new PolledFleet();
    fleet.host(MINER, true, 1);
    for (int i = 1; i < HOSTS; i++) {
      fleet.host("host-" + i + ":9100", false, i + 1);
    }
    return fleet.text.append("# EOF\n").toString();
  }

  private void host(String instance, boolean mines, long seed) {
    series(instance, mines, seed, true);
    series(instance, mines, seed, false);
  }

  private void series(String instance, boolean mines, long seed, boolean idle) {
    Random random = new Random(seed);
    double busySeconds = 0;
    for (Instant at = FROM; !at.isAfter(TO); at = at.plus(SCRAPE)) {
      boolean mining = mines && at.isAfter(MINES_FROM);
      double share = mining ? MINING + 0.005 * random.nextDouble() : load(at, random);
      busySeconds += share * SCRAPE.toSeconds();
      double elapsed = (double) Duration.between(FROM, at).plus(SCRAPE).toSeconds();
      double value = idle ? elapsed - busySeconds : busySeconds;
      text.append("node_cpu_seconds_total{cpu=\"0\",mode=\"")
          .append(idle ? "idle" : "user")
          .append("\",instance=\"")
          .append(instance)
          .append("\"} ")
          .append(value)
          .append(' ')
          .append(at.getEpochSecond())
          .append('\n');
    }
  }

  /// Between a tenth and seven tenths, by the hour of the day and by chance.
  private static double load(Instant at, Random random) {
    double hour = at.getEpochSecond() % 86_400 / 3_600.0;
    return 0.25 + 0.15 * Math.sin(hour / 24 * 2 * Math.PI) + 0.3 * random.nextDouble();
  }
}
