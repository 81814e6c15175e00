package dev.flatline.core.feature;

import java.util.ArrayList;
import java.util.List;

/// What [PlateauTracker] says at the end of a series of minutes, found by looking at all of them.
final class NaivePlateau {
  record Minute(long firstMillis, long lastMillis, double cpu, double network) {}

  private final List<Minute> minutes;
  private final List<Integer> members = new ArrayList<>();
  private final boolean[] datedByFirst;
  private int knownBefore;

  NaivePlateau(List<Minute> minutes) {
    this.minutes = minutes;
    this.datedByFirst = new boolean[minutes.size()];
    members.add(0);
    for (int i = 1; i < minutes.size(); i++) {
      if (isNear(cpu(i), level())) {
        members.add(i);
        continue;
      }
      datedByFirst[i] = true;
      boolean turns = i + 1 < minutes.size() && !isNear(cpu(i + 1), level());
      if (turns) {
        knownBefore = i;
        members.clear();
        boolean alike = isNear(cpu(i + 1), cpu(i));
        if (alike) {
          members.add(i);
        }
        i++;
        members.add(i);
      }
    }
  }

  double onsetMillis() {
    return minutes.get(members.getFirst()).firstMillis();
  }

  double level() {
    return members.stream().mapToDouble(this::cpu).average().orElse(Double.NaN);
  }

  double network() {
    return members.stream()
        .mapToDouble(i -> minutes.get(i).network())
        .filter(network -> !Double.isNaN(network))
        .average()
        .orElse(Double.NaN);
  }

  double cpuBefore() {
    double[] sums = new double[2];
    for (int i = 0; i < knownBefore; i++) {
      sums[0] += weight(i);
      sums[1] += weight(i) * cpu(i);
    }
    return sums[1] / sums[0];
  }

  double networkBefore() {
    double[] sums = new double[2];
    for (int i = 0; i < knownBefore; i++) {
      if (!Double.isNaN(minutes.get(i).network())) {
        sums[0] += weight(i);
        sums[1] += weight(i) * minutes.get(i).network();
      }
    }
    return sums[1] / sums[0];
  }

  double networkScatterBefore() {
    double mean = networkLogBefore();
    double[] sums = new double[2];
    for (int i = 0; i < knownBefore; i++) {
      double delta = networkLog(i) - mean;
      if (!Double.isNaN(delta)) {
        sums[0] += weight(i);
        sums[1] += weight(i) * delta * delta;
      }
    }
    return Math.sqrt(sums[1] / sums[0]);
  }

  double networkRise() {
    return members.stream()
            .mapToDouble(this::networkLog)
            .filter(log -> !Double.isNaN(log))
            .average()
            .orElse(Double.NaN)
        - networkLogBefore();
  }

  private double networkLogBefore() {
    double[] sums = new double[2];
    for (int i = 0; i < knownBefore; i++) {
      if (!Double.isNaN(networkLog(i))) {
        sums[0] += weight(i);
        sums[1] += weight(i) * networkLog(i);
      }
    }
    return sums[1] / sums[0];
  }

  private double networkLog(int i) {
    return Math.log(Throughput.TALK + minutes.get(i).network());
  }

  double secondsBefore() {
    double weight = 0;
    for (int i = 0; i < knownBefore; i++) {
      weight += weight(i);
    }
    return knownBefore == 0 ? Double.NaN : weight / 1000;
  }

  /// How long it stands for, at most a quarter of an hour, halved with every week up to the last of
  /// those before.
  private double weight(int i) {
    double own = i == 0 ? 1 : Math.max(1, Math.min(learnedAt(i) - learnedAt(i - 1), 900_000));
    double weeks = (learnedAt(knownBefore - 1) - learnedAt(i)) / PlateauTracker.HALF_LIFE_MILLIS;
    return own * Math.pow(0.5, weeks);
  }

  private long learnedAt(int i) {
    return datedByFirst[i] ? minutes.get(i).firstMillis() : minutes.get(i).lastMillis();
  }

  private double cpu(int i) {
    return minutes.get(i).cpu();
  }

  private static boolean isNear(double cpu, double level) {
    return Math.abs(cpu - level)
        <= PlateauTracker.TOLERANCE_SHARE + PlateauTracker.TOLERANCE_OF_LEVEL * level;
  }
}
