package dev.flatline.core.feature;

import dev.flatline.core.numeric.DecayedMoments;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;

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
  private final Throughput network = new Throughput();
  private final Throughput disk = new Throughput();
  private double cpuBefore = Double.NaN;
  private double secondsBefore = Double.NaN;

  private long onsetMillis;
  private double level;
  private double newest;
  private double firstTwo;
  private double foot = Double.NaN;
  private int minutes;
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
    into.set(Feature.PLATEAU_NETWORK, network.since());
    into.set(Feature.PLATEAU_DISK, disk.since());
    into.set(Feature.PLATEAU_ONSET, (double) onsetMillis);
    into.set(Feature.PLATEAU_SECONDS, (atMillis - onsetMillis) / 1000.0);
    into.set(Feature.CPU_BEFORE, cpuBefore);
    into.set(Feature.NETWORK_BEFORE, network.before());
    into.set(Feature.NETWORK_SCATTER_BEFORE, network.scatterBefore());
    into.set(Feature.NETWORK_RISE, network.rise());
    into.set(Feature.DISK_BEFORE, disk.before());
    into.set(Feature.DISK_SCATTER_BEFORE, disk.scatterBefore());
    into.set(Feature.DISK_RISE, disk.rise());
    into.set(Feature.SECONDS_BEFORE, secondsBefore);
    double rise = level - cpuBefore;
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

  /// Writes what another can [#read].
  void write(StateWriter to, long nearMillis) {
    cpu.write(to);
    network.write(to);
    disk.write(to);
    to.putRaw(cpuBefore);
    to.putRaw(secondsBefore);
    to.putRaw(level);
    to.putRaw(newest);
    to.putRaw(firstTwo);
    to.putRaw(foot);
    to.putInt(minutes);
    to.putMillis(lastMillis, nearMillis);
    to.putLong(onsetMillis - lastMillis);
    to.putBoolean(waiting);
    if (waiting) {
      to.putLong(waitingSinceMillis - lastMillis);
      to.putDoubles(waitingCpu, waitingNetwork, waitingDisk);
    }
  }

  /// Becomes what was written.
  void read(StateReader from, long nearMillis) {
    cpu.read(from);
    network.read(from);
    disk.read(from);
    cpuBefore = from.getRaw();
    secondsBefore = from.getRaw();
    level = from.getRaw();
    newest = from.getRaw();
    firstTwo = from.getRaw();
    foot = from.getRaw();
    minutes = from.getInt();
    lastMillis = from.getMillis(nearMillis);
    onsetMillis = from.getLong() + lastMillis;
    waiting = from.getBoolean();
    if (waiting) {
      waitingSinceMillis = from.getLong() + lastMillis;
      double[] waited = from.getDoubles(3);
      waitingCpu = waited[0];
      waitingNetwork = waited[1];
      waitingDisk = waited[2];
    }
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

  private void sum(double networkMean, double diskMean) {
    network.add(networkMean);
    disk.add(diskMean);
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
    network.begin();
    disk.begin();
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
    cpuBefore = cpu.mean();
    network.remember();
    disk.remember();
    secondsBefore = cpu.weight() / 1000;
  }

  private void learn(long atMillis, double cpuMean, double networkMean, double diskMean) {
    double elapsed =
        lastMillis == Long.MIN_VALUE ? 0 : Math.max(0.0, (double) atMillis - lastMillis);
    lastMillis = Math.max(lastMillis, atMillis);
    double decay = decay(elapsed);
    double weight = Math.max(1, Math.min(elapsed, LONGEST_WEIGHT_MILLIS));
    cpu.decay(decay);
    cpu.add(cpuMean, weight);
    network.learn(decay, networkMean, weight);
    disk.learn(decay, diskMean, weight);
  }

  /// A value stands for no more than this, however long nothing was measured before it.
  private static final double LONGEST_WEIGHT_MILLIS = 15 * 60_000.0;

  private double decay(double elapsedMillis) {
    if (elapsedMillis != cachedElapsed) {
      cachedElapsed = elapsedMillis;
      cachedDecay = Math.pow(0.5, elapsedMillis / HALF_LIFE_MILLIS);
    }
    return cachedDecay;
  }
}
