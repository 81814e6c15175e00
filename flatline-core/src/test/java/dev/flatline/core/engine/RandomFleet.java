package dev.flatline.core.engine;

import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.ToLongFunction;

/// Weeks of a small fleet, drawn from a seed: innocent and mining workloads, sampled at different
/// intervals, with gaps, missing metrics, samples in two parts, and some that end early.
final class RandomFleet {
  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long START = 20_000 * DAY;

  private final Random random;
  private final int days;
  private final double farm;

  RandomFleet(long seed, int days) {
    this.random = new Random(seed);
    this.days = days;
    this.farm = random.nextDouble();
  }

  /// What a workload does.
  private enum Behaviour {
    WEB,
    MINER_MOVES_IN,
    MINER_FROM_THE_START,
    NIGHTLY_BATCH,
    WANDERING,
    FARM,
    LONE_BATCH
  }

  /// All samples of so many workloads, ordered by time.
  List<Sample> samples(int workloads) {
    List<Sample> samples = new ArrayList<>();
    for (int i = 0; i < workloads; i++) {
      Behaviour[] behaviours = Behaviour.values();
      addWorkload(behaviours[i % behaviours.length], "vm-" + i, samples);
    }
    samples.sort(Comparator.comparingLong(Sample::atMillis));
    return samples;
  }

  /// The same samples from pods that live for hours or days each and have an owner, which two of
  /// the workloads share.
  List<Sample> inPods(List<Sample> samples) {
    Map<String, Pods> pods = new HashMap<>();
    List<Sample> renamed = new ArrayList<>();
    for (Sample sample : samples) {
      String name = sample.workload().name();
      Pods of = pods.computeIfAbsent(name, unused -> new Pods(name, random.nextLong()));
      renamed.add(new Sample(of.at(sample.atMillis()), sample.atMillis(), sample.values()));
    }
    return renamed;
  }

  /// The pods that a workload is cut into.
  private static final class Pods {
    private final int number;
    private final Random random;
    private Workload pod = Workload.named("none");
    private long until = Long.MIN_VALUE;
    private int count;

    Pods(String name, long seed) {
      this.number = Integer.parseInt(name.substring("vm-".length()));
      this.random = new Random(seed);
    }

    Workload at(long millis) {
      if (millis >= until) {
        until = millis + HOUR + random.nextLong(random.nextBoolean() ? 20 * HOUR : 6 * DAY);
        String kind = number % 5 == 0 ? "CronJob" : "Deployment";
        Map<String, String> labels =
            Map.of(
                "namespace",
                "shop",
                "owner_kind",
                kind,
                "owner",
                "app-" + number / 2,
                "node",
                "node-" + number % 3);
        pod = new Workload("shop/" + kind + "/app/vm-" + number + '-' + count++, labels);
      }
      return pod;
    }
  }

  /// The samples in another order of arrival: each up to so long behind its time.
  List<Sample> delayed(List<Sample> samples, long longestDelayMillis) {
    return arriving(samples, sample -> random.nextLong(longestDelayMillis + 1));
  }

  /// The samples in the order of arrival from workloads of which each lags behind by its own time.
  List<Sample> lagging(List<Sample> samples, long longestLagMillis) {
    return arriving(samples, sample -> lagMillis(sample, longestLagMillis));
  }

  /// By how much this sample's workload lags behind.
  static long lagMillis(Sample sample, long longestLagMillis) {
    return Math.floorMod(31L * sample.workload().name().hashCode() * 1_000_003, longestLagMillis);
  }

  private static List<Sample> arriving(List<Sample> samples, ToLongFunction<Sample> delayMillis) {
    record Arrival(long atMillis, Sample sample) {}
    List<Arrival> arrivals = new ArrayList<>();
    for (Sample sample : samples) {
      arrivals.add(new Arrival(sample.atMillis() + delayMillis.applyAsLong(sample), sample));
    }
    arrivals.sort(Comparator.comparingLong(Arrival::atMillis));
    return arrivals.stream().map(Arrival::sample).toList();
  }

  /// Some of the samples twice, the second right after the first.
  List<Sample> withDuplicates(List<Sample> samples) {
    List<Sample> more = new ArrayList<>();
    for (Sample sample : samples) {
      more.add(sample);
      if (random.nextInt(30) == 0) {
        more.add(sample);
      }
    }
    return more;
  }

  private void addWorkload(Behaviour behaviour, String name, List<Sample> samples) {
    Workload workload = new Workload(name, Map.of("behaviour", behaviour.name()));
    long step = MINUTE * (random.nextBoolean() ? 5 : 2);
    long at = START + random.nextLong(DAY);
    long change = START + (long) ((0.6 + 0.35 * random.nextDouble()) * days * DAY);
    long end = random.nextInt(3) == 0 ? change + random.nextLong(DAY) : START + days * DAY;
    long networkSince = random.nextInt(3) == 0 ? change : START;
    boolean disk = random.nextInt(4) > 0;
    double level = 0.3 + 0.65 * random.nextDouble();
    double walk = 0.2;
    while (at < end) {
      walk = Math.max(0.02, Math.min(0.95, walk + 0.05 * random.nextGaussian()));
      double cpu = cpu(behaviour, at, change, level, walk);
      addSample(workload, at, values(cpu, at >= networkSince, disk), samples);
      at += random.nextInt(1_500) == 0 ? random.nextLong(20 * HOUR) : step;
    }
  }

  private double cpu(Behaviour behaviour, long at, long change, double level, double walk) {
    double noise = 0.01 * random.nextGaussian();
    double idle = 0.08 + 0.05 * Math.sin(2 * Math.PI * at / DAY) + noise;
    boolean night = at % DAY < 3 * HOUR;
    return switch (behaviour) {
      case WEB -> 2 * idle + Math.abs(noise);
      case MINER_MOVES_IN -> at >= change && at < change + 2 * DAY ? level + noise : idle;
      case MINER_FROM_THE_START -> level + noise;
      case NIGHTLY_BATCH -> night ? level + noise : idle;
      case WANDERING -> walk;
      case FARM -> computes(farm, at, change) ? 0.97 : idle;
      case LONE_BATCH -> computes(level, at, change) ? 0.97 : idle;
    };
  }

  /// Four hours of each day that a number picks out, and one run of four times as long after all
  /// have changed.
  private boolean computes(double days, long at, long change) {
    long day = Math.floorDiv(at, DAY);
    boolean picked = new Random(Double.hashCode(days) + day).nextInt(3) == 0;
    long begin = START + Math.round(0.9 * this.days) * DAY + 8 * HOUR;
    boolean longRun = at >= begin && at < begin + 16 * HOUR;
    boolean run = at % DAY >= 8 * HOUR && at % DAY < 12 * HOUR;
    return longRun || (at < Math.max(change, begin) && picked && run);
  }

  private Map<Metric, Double> values(double cpu, boolean network, boolean disk) {
    Map<Metric, Double> values = new HashMap<>();
    if (random.nextInt(50) > 0) {
      values.put(Metric.CPU_UTILIZATION, Math.max(0, cpu));
    }
    if (network) {
      values.put(Metric.NETWORK_RECEIVE_BYTES_PER_SECOND, 5e4 + 1e4 * random.nextDouble());
      values.put(Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND, 2e4 + 1e4 * random.nextDouble());
    }
    if (disk) {
      values.put(Metric.DISK_WRITE_BYTES_PER_SECOND, 3e4 + 1e4 * random.nextDouble());
    }
    return values;
  }

  private void addSample(
      Workload workload, long at, Map<Metric, Double> values, List<Sample> samples) {
    Double cpu = values.get(Metric.CPU_UTILIZATION);
    if (cpu != null && random.nextInt(3) == 0) {
      values.remove(Metric.CPU_UTILIZATION);
      samples.add(new Sample(workload, at, MetricValues.of(Metric.CPU_UTILIZATION, cpu)));
    }
    samples.add(new Sample(workload, at, MetricValues.of(values)));
  }
}
