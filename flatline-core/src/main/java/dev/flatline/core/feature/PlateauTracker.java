package dev.flatline.core.feature;

import dev.flatline.core.numeric.DecayedMoments;

/// Follows the CPU of one workload as a sequence of plateaus: stretches of minutes that stay near
/// their own running mean. Two minutes in a row outside end one and begin the next, dated to the
/// first of the two. At each onset the levels of CPU, network and disk before it are remembered,
/// and the last minute of the plateau before it: the foot from which its sharpness is measured.
///
/// O(1) per minute. The tolerance is 0.05 of capacity plus a tenth of the level: three times the
/// scatter of the one-minute means of a duty-cycled RandomX at half a quota (σ = 0.014, our own
/// recording), and the published flatness (CV 0.05) twice over.
public final class PlateauTracker {
  static final double TOLERANCE_SHARE = 0.05;
  static final double TOLERANCE_OF_LEVEL = 0.10;

  /// Older levels count half after so long: a week, so that weekdays and weekends both count.
  static final double HALF_LIFE_MILLIS = 7.0 * 86_400_000;

  private final DecayedMoments cpu = new DecayedMoments();
  private final DecayedMoments network = new DecayedMoments();
  private final DecayedMoments disk = new DecayedMoments();
  private final Features before = new Features();

  private long onsetMillis;
  private double level;
  private double newest;
  private double firstTwo;
  private double foot = Double.NaN;
  private int minutes;
  private double networkSum;
  private int networkMinutes;
  private double diskSum;
  private int diskMinutes;
  private long lastMillis = Long.MIN_VALUE;

  private boolean waiting;
  private long waitingSinceMillis;
  private double waitingCpu;
  private double waitingNetwork;
  private double waitingDisk;

  private double cachedElapsed = Double.NaN;
  private double cachedDecay;

  /// Nothing observed yet.
  public PlateauTracker() {}

  /// The newest minute with samples: event times of its first and last sample, and its means; NaN
  /// for what was not measured, but CPU was.
  public void observe(
      long firstMillis,
      long lastSampleMillis,
      double cpuMean,
      double networkMean,
      double diskMean) {
    if (minutes == 0) {
      begin(firstMillis, cpuMean);
    } else if (isInside(cpuMean)) {
      if (waiting) {
        learn(waitingSinceMillis, waitingCpu, waitingNetwork, waitingDisk);
        waiting = false;
      }
      extend(cpuMean);
    } else if (waiting) {
      turn(firstMillis, cpuMean);
    } else {
      waiting = true;
      waitingSinceMillis = firstMillis;
      waitingCpu = cpuMean;
      waitingNetwork = networkMean;
      waitingDisk = diskMean;
      return;
    }
    sum(networkMean, diskMean);
    learn(lastSampleMillis, cpuMean, networkMean, diskMean);
  }

  /// Writes the features of the plateau that goes on at this time.
  public void describe(long atMillis, Features into) {
    if (minutes == 0) {
      return;
    }
    into.set(Feature.PLATEAU_LEVEL, level);
    into.set(Feature.PLATEAU_NETWORK, mean(networkSum, networkMinutes));
    into.set(Feature.PLATEAU_DISK, mean(diskSum, diskMinutes));
    into.set(Feature.PLATEAU_ONSET, (double) onsetMillis);
    into.set(Feature.PLATEAU_SECONDS, (atMillis - onsetMillis) / 1000.0);
    copyBefore(Feature.CPU_BEFORE, into);
    copyBefore(Feature.NETWORK_BEFORE, into);
    copyBefore(Feature.NETWORK_DEVIATION_BEFORE, into);
    copyBefore(Feature.DISK_BEFORE, into);
    copyBefore(Feature.DISK_DEVIATION_BEFORE, into);
    copyBefore(Feature.SECONDS_BEFORE, into);
    double rise = level - before.get(Feature.CPU_BEFORE);
    if (minutes >= 2 && rise > TOLERANCE_SHARE) {
      double early = (firstTwo - foot) / rise;
      into.set(Feature.ONSET_SHARPNESS, Math.max(0, Math.min(1, early)));
    }
  }

  /// Nothing was observed for longer than a gap may be: the plateau is over.
  public void breakOff() {
    if (minutes > 0) {
      remember();
    }
    minutes = 0;
    waiting = false;
    foot = Double.NaN;
  }

  /// The second minute in a row outside: a plateau begins with the first of them, or, if they are
  /// not alike, with the second.
  private void turn(long firstMillis, double cpuMean) {
    remember();
    foot = newest;
    learn(waitingSinceMillis, waitingCpu, waitingNetwork, waitingDisk);
    begin(waitingSinceMillis, waitingCpu);
    waiting = false;
    if (isInside(cpuMean)) {
      sum(waitingNetwork, waitingDisk);
      extend(cpuMean);
    } else {
      begin(firstMillis, cpuMean);
    }
  }

  private static double mean(double sum, int count) {
    return count == 0 ? Double.NaN : sum / count;
  }

  private void sum(double networkMean, double diskMean) {
    if (!Double.isNaN(networkMean)) {
      networkSum += networkMean;
      networkMinutes++;
    }
    if (!Double.isNaN(diskMean)) {
      diskSum += diskMean;
      diskMinutes++;
    }
  }

  private boolean isInside(double cpuMean) {
    return Math.abs(cpuMean - level) <= TOLERANCE_SHARE + TOLERANCE_OF_LEVEL * level;
  }

  private void begin(long sinceMillis, double cpuMean) {
    onsetMillis = sinceMillis;
    level = cpuMean;
    newest = cpuMean;
    firstTwo = cpuMean;
    minutes = 1;
    networkSum = 0;
    networkMinutes = 0;
    diskSum = 0;
    diskMinutes = 0;
  }

  private void extend(double cpuMean) {
    minutes++;
    newest = cpuMean;
    level += (cpuMean - level) / minutes;
    if (minutes == 2) {
      firstTwo = level;
    }
  }

  private void remember() {
    before.set(Feature.CPU_BEFORE, cpu.mean());
    before.set(Feature.NETWORK_BEFORE, network.mean());
    before.set(Feature.NETWORK_DEVIATION_BEFORE, network.deviation());
    before.set(Feature.DISK_BEFORE, disk.mean());
    before.set(Feature.DISK_DEVIATION_BEFORE, disk.deviation());
    before.set(Feature.SECONDS_BEFORE, cpu.weight() / 1000);
  }

  private void copyBefore(Feature feature, Features into) {
    into.set(feature, before.get(feature));
  }

  private void learn(long atMillis, double cpuMean, double networkMean, double diskMean) {
    double elapsed =
        lastMillis == Long.MIN_VALUE ? 0 : Math.max(0.0, (double) atMillis - lastMillis);
    lastMillis = Math.max(lastMillis, atMillis);
    double decay = decay(elapsed);
    double weight = Math.max(1, Math.min(elapsed, LONGEST_WEIGHT_MILLIS));
    learn(cpu, decay, cpuMean, weight);
    learn(network, decay, networkMean, weight);
    learn(disk, decay, diskMean, weight);
  }

  /// A value stands for no more than this, however long nothing was measured before it.
  private static final double LONGEST_WEIGHT_MILLIS = 15 * 60_000.0;

  private static void learn(DecayedMoments moments, double decay, double value, double weight) {
    moments.decay(decay);
    if (!Double.isNaN(value)) {
      moments.add(value, weight);
    }
  }

  private double decay(double elapsedMillis) {
    if (elapsedMillis != cachedElapsed) {
      cachedElapsed = elapsedMillis;
      cachedDecay = Math.pow(0.5, elapsedMillis / HALF_LIFE_MILLIS);
    }
    return cachedDecay;
  }
}
