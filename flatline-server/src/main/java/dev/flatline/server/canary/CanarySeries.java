package dev.flatline.server.canary;

import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import java.util.Random;

/// Telemetry of a machine that does not exist: it answers requests for 30 days, until a miner moves
/// in. The same noise every time, so that nothing but the detector decides.
final class CanarySeries {
  /// As much as is remembered of a workload.
  private static final Duration PAST = Duration.ofDays(30);

  /// Long enough for `high` by each detector that needs CPU and network alone.
  private static final Duration MINED = Duration.ofHours(12);

  private static final Duration STEP = Duration.ofMinutes(5);

  private static final String HEADER =
      "workload,timestamp,cpu_utilization,network_receive_bytes_per_second,"
          + "network_transmit_bytes_per_second\n";

  /// RandomX beside the machine's own load, and how much its share moves.
  private static final double MINER_SHARE = 0.90;

  private static final double MINER_NOISE = 0.008;

  /// A server that is idle uses this much, and this much more for each request in full swing.
  private static final double IDLE_SHARE = 0.03;

  private static final double SERVED_SHARE = 0.22;

  private static final double REQUEST_BYTES_PER_SECOND = 100_000;

  /// Requests by night and by day, as parts of full swing, and how much they move.
  private static final double BY_NIGHT = 0.1;

  private static final double BY_DAY = 1.0;

  private static final double REQUEST_NOISE = 0.25;

  private static final double LEAST_REQUESTS = 0.02;

  private static final long SEED = 42;

  private CanarySeries() {}

  /// Telemetry CSV.
  ///
  /// @param workload its name
  /// @param end the time of the newest row
  static String csv(String workload, Instant end) {
    StringBuilder csv = new StringBuilder(HEADER);
    Random noise = new Random(SEED);
    Instant movedIn = end.minus(MINED);
    for (Instant at = end.minus(PAST); !at.isAfter(end); at = at.plus(STEP)) {
      add(csv.append(workload).append(','), at, !at.isBefore(movedIn), noise);
    }
    return csv.toString();
  }

  private static void add(StringBuilder csv, Instant at, boolean mined, Random noise) {
    double requests = requests(at, noise);
    double miner = mined ? MINER_SHARE + MINER_NOISE * noise.nextGaussian() : 0;
    double cpu = Math.min(1, IDLE_SHARE + SERVED_SHARE * requests + miner);
    double bytes = REQUEST_BYTES_PER_SECOND * requests;
    csv.append(at.getEpochSecond())
        .append(String.format(Locale.ROOT, ",%.4f,%.0f,%.0f%n", cpu, bytes, bytes));
  }

  /// More by day than by night.
  private static double requests(Instant at, Random noise) {
    double day = (double) Math.floorMod(at.getEpochSecond(), Duration.ofDays(1).toSeconds());
    double wave = Math.cos(2 * Math.PI * day / Duration.ofDays(1).toSeconds());
    double mean = (BY_DAY + BY_NIGHT) / 2 - (BY_DAY - BY_NIGHT) / 2 * wave;
    return Math.max(LEAST_REQUESTS, mean * (1 + REQUEST_NOISE * noise.nextGaussian()));
  }
}
