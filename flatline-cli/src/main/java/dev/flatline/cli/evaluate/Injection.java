package dev.flatline.cli.evaluate;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import java.util.Random;

/// A miner that moves in: laid over the samples of a workload, which stays as it was beneath it.
///
/// CPU becomes `min(1, own + share × recorded noise)`; a quota cuts the noise above its level. The
/// network carries a pool's conversation more, the disk nothing.
///
/// @param workload the name of the workload that it moves into
/// @param miner what moves in
/// @param stay when it moves in
/// @param networkBytesPerSecond what it sends and receives while it works, together
/// @param noiseSecond where in the recording it begins
record Injection(
    String workload, Miner miner, Stay stay, double networkBytesPerSecond, int noiseSecond) {

  private static final double LEAST_NETWORK = 10;
  private static final double MOST_NETWORK = 200;

  /// With network and noise drawn: a pool's conversation is 10 to 200 bytes a second.
  static Injection drawn(String workload, Miner miner, Stay stay, Random random) {
    return new Injection(
        workload,
        miner,
        stay,
        random.nextDouble(LEAST_NETWORK, MOST_NETWORK),
        random.nextInt(miner.recording().seconds()));
  }

  /// The sample as it would have been with the miner.
  ///
  /// @param intervalMillis the time that the sample speaks of, up to its own
  Sample into(Sample clean, long intervalMillis) {
    double own = clean.values().get(Metric.CPU_UTILIZATION);
    if (clean.atMillis() <= stay.startMillis() || Double.isNaN(own)) {
      return clean;
    }
    double share = share(own, clean.atMillis(), Math.max(1, intervalMillis));
    if (share == 0) {
      return clean;
    }
    MetricValues values =
        MetricValues.of(Metric.CPU_UTILIZATION, Math.max(own, Math.min(1, own + share)))
            .orElse(clean.values());
    double sent = values.get(Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND);
    if (!Double.isNaN(sent)) {
      values =
          MetricValues.of(Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND, sent + networkBytesPerSecond)
              .orElse(values);
    }
    return new Sample(clean.workload(), clean.atMillis(), values);
  }

  /// The share of the sample's interval, part of which may lie before the miner moved in.
  private double share(double own, long atMillis, long intervalMillis) {
    long sinceStart = atMillis - stay.startMillis();
    long worked = Math.min(intervalMillis, sinceStart);
    double asked =
        miner.shape().share(miner.level(), own, sinceStart - worked / 2, atMillis - worked / 2);
    long fromSecond = noiseSecond + (sinceStart - worked) / 1000;
    double noise = miner.recording().relative(fromSecond, Math.max(1, worked / 1000));
    double cut = miner.shape() == MinerShape.QUOTA ? Math.min(1, noise) : noise;
    return asked * cut * worked / intervalMillis;
  }
}
