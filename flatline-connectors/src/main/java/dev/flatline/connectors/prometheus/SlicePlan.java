package dev.flatline.connectors.prometheus;

import dev.flatline.connectors.prometheus.profile.Target;
import dev.flatline.core.telemetry.Metric;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/// What to fetch of profiles, as slices by the time at which they begin.
///
/// @param limits how much to ask for at once
/// @param counter counts series where they have to be parted
record SlicePlan(Limits limits, SeriesCounter counter) {
  /// What a workload's own past is judged by; the rest of it is not fetched.
  private static final Set<Metric> OF_HISTORY =
      EnumSet.of(
          Metric.CPU_UTILIZATION,
          Metric.NETWORK_RECEIVE_BYTES_PER_SECOND,
          Metric.NETWORK_TRANSMIT_BYTES_PER_SECOND,
          Metric.DISK_READ_BYTES_PER_SECOND,
          Metric.DISK_WRITE_BYTES_PER_SECOND,
          Metric.GPU_UTILIZATION,
          Metric.GPU_TENSOR_ACTIVE);

  /// Everything that is known.
  List<Slice> range(List<ProfileReading> readings, Function<ProfileReading, TimeGrid> times) {
    return slices(readings, times, ProfileReading::asks);
  }

  /// What a past is judged by.
  List<Slice> history(List<ProfileReading> readings, Function<ProfileReading, TimeGrid> times) {
    return slices(readings, times, reading -> ofHistory(reading.asks()));
  }

  private List<Slice> slices(
      List<ProfileReading> readings,
      Function<ProfileReading, TimeGrid> times,
      Function<ProfileReading, List<Ask>> asks) {
    List<Slice> slices = new ArrayList<>();
    for (ProfileReading reading : readings) {
      RangePlan plan = new RangePlan(limits, group -> counter.weights(reading.asks(), group));
      slices.addAll(plan.slices(reading, times.apply(reading), asks.apply(reading)));
    }
    slices.sort(Comparator.comparingLong(slice -> slice.grid().firstMillis()));
    return slices;
  }

  private static List<Ask> ofHistory(List<Ask> asks) {
    return asks.stream()
        .filter(
            ask ->
                switch (ask.target()) {
                  case Target.Measured measured -> OF_HISTORY.contains(measured.metric());
                  case Target.CpuUsage usage -> true;
                  case Target.CpuCapacity capacity -> true;
                })
        .toList();
  }
}
