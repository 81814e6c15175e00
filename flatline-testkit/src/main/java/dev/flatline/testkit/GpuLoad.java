package dev.flatline.testkit;

import dev.flatline.core.telemetry.Metric;
import java.util.EnumMap;
import java.util.Map;
import java.util.random.RandomGenerator;

/// What a GPU does, second by second, as its exporter tells it. **Modelled, not recorded**: a board
/// with a limit of 700 W, its idle and full readings after public ones of an H100, the rest from
/// what such work is known to do (`docs/concepts/gpu.md` has the table and its sources).
public interface GpuLoad {
  /// Power limit of the modelled board.
  double LIMIT_WATTS = 700;

  /// What is measured after so many seconds.
  Reading at(double second, RandomGenerator noise);

  /// What an exporter tells.
  ///
  /// @param utilization share of the time in which a kernel ran
  /// @param powerWatts electrical power
  /// @param temperatureCelsius of the chip
  /// @param tensorActive share of the time in which tensor cores worked
  /// @param memoryActive share of the time in which memory was read or written
  /// @param pcieBytesPerSecond traffic in both directions
  record Reading(
      double utilization,
      double powerWatts,
      double temperatureCelsius,
      double tensorActive,
      double memoryActive,
      double pcieBytesPerSecond) {

    /// The same as metrics.
    public Map<Metric, Double> metrics() {
      Map<Metric, Double> values = new EnumMap<>(Metric.class);
      values.put(Metric.GPU_UTILIZATION, share(utilization));
      values.put(Metric.GPU_POWER_WATTS, Math.max(0, powerWatts));
      values.put(Metric.GPU_POWER_LIMIT_WATTS, LIMIT_WATTS);
      values.put(Metric.GPU_TEMPERATURE_CELSIUS, temperatureCelsius);
      values.put(Metric.GPU_TENSOR_ACTIVE, share(tensorActive));
      values.put(Metric.GPU_MEMORY_ACTIVE, share(memoryActive));
      values.put(Metric.GPU_PCIE_RECEIVE_BYTES_PER_SECOND, Math.max(0, 0.7 * pcieBytesPerSecond));
      values.put(Metric.GPU_PCIE_TRANSMIT_BYTES_PER_SECOND, Math.max(0, 0.3 * pcieBytesPerSecond));
      return values;
    }

    private static double share(double value) {
      return Math.max(0, Math.min(1, value));
    }
  }

  /// Nothing runs: the public reading of an H100 at rest.
  static GpuLoad idle() {
    return (second, noise) ->
        new Reading(0, about(70, 1, noise), about(41, 0.3, noise), 0, 0, about(7e5, 1e5, noise));
  }

  /// Training in bf16 from a data loader: steps, and every ten minutes forty seconds of validation
  /// and checkpoint.
  static GpuLoad training() {
    return (second, noise) ->
        second % 600 < 40
            ? new Reading(
                about(0.25, 0.1, noise),
                about(210, 30, noise),
                about(55, 1, noise),
                about(0.05, 0.02, noise),
                about(0.1, 0.03, noise),
                about(9e8, 2e8, noise))
            : new Reading(
                about(0.98, 0.015, noise),
                about(640, 20, noise),
                about(61, 0.5, noise),
                about(0.42, 0.04, noise),
                about(0.45, 0.04, noise),
                about(3e8, 4e7, noise));
  }

  /// Training of a language model from tokens that are nearly nothing over PCIe: only the tensor
  /// cores tell it apart.
  static GpuLoad languageModelTraining() {
    return (second, noise) ->
        new Reading(
            about(0.99, 0.005, noise),
            about(670, 10, noise),
            about(62, 0.5, noise),
            about(0.45, 0.02, noise),
            about(0.5, 0.02, noise),
            about(1.2e7, 3e6, noise));
  }

  /// Requests that come in bursts.
  static GpuLoad inference() {
    return (second, noise) -> {
      double busy = 0.45 + 0.35 * Math.sin(second / 700) + 0.15 * noise.nextGaussian();
      double share = Math.max(0.02, Math.min(0.97, busy));
      return new Reading(
          share,
          90 + 380 * share + 10 * noise.nextGaussian(),
          42 + 14 * share,
          0.14 * share,
          0.4 * share,
          6e7 * share);
    };
  }

  /// A language model that writes for many at once, without a pause.
  static GpuLoad batchedInference() {
    return (second, noise) ->
        new Reading(
            about(0.99, 0.005, noise),
            about(480, 15, noise),
            about(56, 0.5, noise),
            about(0.06, 0.01, noise),
            about(0.7, 0.02, noise),
            about(2e7, 4e6, noise));
  }

  /// Hashing that reads a table of some GiB at random: memory at its limit.
  static GpuLoad memoryHardHashing() {
    return (second, noise) ->
        new Reading(
            about(1, 0.002, noise),
            about(560, 4, noise),
            about(58, 0.3, noise),
            0,
            about(0.9, 0.005, noise),
            about(1.5e6, 3e5, noise));
  }

  /// Hashing that only computes: the chip at its power limit.
  static GpuLoad integerHashing() {
    return (second, noise) ->
        new Reading(
            about(1, 0.002, noise),
            about(690, 4, noise),
            about(63, 0.3, noise),
            0,
            about(0.01, 0.002, noise),
            about(1.2e6, 3e5, noise));
  }

  /// The same on and off many times a second, half of the time each.
  static GpuLoad throttledHashing() {
    return (second, noise) ->
        new Reading(
            about(0.5, 0.02, noise),
            about(360, 10, noise),
            about(52, 0.3, noise),
            0,
            about(0.005, 0.002, noise),
            about(1.2e6, 3e5, noise));
  }

  /// A simulation in double precision on data in memory: no tensor core, no traffic, full power.
  /// The public reading of an H100 under a burn-in of matrix products without tensor cores.
  static GpuLoad simulation() {
    return (second, noise) ->
        new Reading(
            about(1, 0.003, noise),
            about(632, 8, noise),
            about(59, 0.3, noise),
            0,
            about(0.6, 0.02, noise),
            about(3e6, 1e6, noise));
  }

  /// Preparation of data: no tensor core, but fed over PCIe.
  static GpuLoad dataPreparation() {
    return (second, noise) ->
        new Reading(
            about(0.9, 0.03, noise),
            about(450, 15, noise),
            about(54, 0.5, noise),
            0,
            about(0.5, 0.03, noise),
            about(8e9, 1e9, noise));
  }

  /// A video encoder at work: the public reading of an L40S, scaled to this board.
  static GpuLoad videoEncoding() {
    return (second, noise) ->
        new Reading(
            about(0.09, 0.01, noise),
            about(220, 5, noise),
            about(54, 0.3, noise),
            0,
            about(0.02, 0.005, noise),
            about(8e7, 1e7, noise));
  }

  /// The same, told by a library that says that nothing runs.
  default GpuLoad hidden() {
    return (second, noise) -> {
      Reading told = at(second, noise);
      return new Reading(
          0,
          told.powerWatts(),
          told.temperatureCelsius(),
          told.tensorActive(),
          told.memoryActive(),
          told.pcieBytesPerSecond());
    };
  }

  private static double about(double mean, double deviation, RandomGenerator noise) {
    return mean + deviation * noise.nextGaussian();
  }
}
