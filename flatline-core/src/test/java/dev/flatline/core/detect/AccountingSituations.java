package dev.flatline.core.detect;

import dev.flatline.core.detect.AccountingSituation.Past;
import dev.flatline.core.feature.PlaneFeatures;
import dev.flatline.core.feature.PlaneWindow;
import dev.flatline.core.policy.Thresholds;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/// Situations of planes of accounting: what they tell for half an hour, and the same with one thing
/// changed.
public record AccountingSituations(Map<Metric, Double> values, Duration length, Past past) {
  private static final Workload HOST = Workload.named("host");

  /// A host that all planes call half busy.
  public static AccountingSituations honest() {
    return new AccountingSituations(Map.of(), Duration.ofMinutes(31), Past.NONE)
        .with(Metric.CPU_UTILIZATION, 0.5)
        .with(Metric.CPU_UTILIZATION_OF_CGROUPS, 0.5)
        .with(Metric.CPU_UTILIZATION_OF_PROCESSES, 0.5)
        .with(Metric.CPU_UTILIZATION_BY_HYPERVISOR, 0.5)
        .with(Metric.CPU_INTERRUPTS, 0)
        .with(Metric.CPU_STEAL, 0);
  }

  /// With this value of one metric.
  public AccountingSituations with(Metric metric, double value) {
    Map<Metric, Double> changed = new EnumMap<>(Metric.class);
    changed.putAll(values);
    changed.put(metric, value);
    return new AccountingSituations(changed, length, past);
  }

  /// Where these are not measured.
  public AccountingSituations without(Metric... unmeasured) {
    Map<Metric, Double> changed = new EnumMap<>(values);
    for (Metric metric : unmeasured) {
      changed.remove(metric);
    }
    return new AccountingSituations(changed, length, past);
  }

  /// Observed for so long.
  public AccountingSituations lasting(Duration other) {
    return new AccountingSituations(values, other, past);
  }

  /// Where the planes had agreed for so long, telling this, and ceased to so long ago.
  public AccountingSituations after(
      Duration agreed, AccountingSituations before, Duration ceasedAgo) {
    return new AccountingSituations(
        values,
        length,
        new Past(
            agreed, Optional.of(before.features()), Optional.of(Situations.NOW.minus(ceasedAgo))));
  }

  /// The situation.
  public AccountingSituation situation() {
    return new AccountingSituation(
        Situations.NOW, Duration.ofMinutes(30), length, features(), past, Thresholds.DEFAULT);
  }

  private PlaneFeatures features() {
    PlaneWindow window = new PlaneWindow(Duration.ofMinutes(30).toMillis());
    Instant start = Situations.NOW.minus(length);
    for (Instant at = start; !at.isAfter(Situations.NOW); at = at.plusSeconds(60)) {
      window.add(new Sample(HOST, at.toEpochMilli(), MetricValues.of(values)));
    }
    return window.features();
  }
}
