package dev.flatline.testkit;

import java.time.Instant;
import java.time.ZoneOffset;
import java.util.random.RandomGenerator;

/// What a workload uses at a time.
@FunctionalInterface
public interface Load {

  /// What it uses now.
  ///
  /// @param noise drawn from as the load pleases; the same seed gives the same trace
  Usage at(Instant at, RandomGenerator noise);

  /// What is used at one time.
  ///
  /// @param cpu share of capacity
  /// @param networkBytesPerSecond both directions
  /// @param diskBytesPerSecond both directions
  record Usage(double cpu, double networkBytesPerSecond, double diskBytesPerSecond) {}

  /// Both at once; CPU stops at capacity.
  default Load beside(Load other) {
    return (at, noise) -> {
      Usage one = at(at, noise);
      Usage two = other.at(at, noise);
      return new Usage(
          Math.min(1, one.cpu() + two.cpu()),
          one.networkBytesPerSecond() + two.networkBytesPerSecond(),
          one.diskBytesPerSecond() + two.diskBytesPerSecond());
    };
  }

  /// Answers requests: more by day than by night, and CPU follows the network.
  static Load webServer() {
    return (at, noise) -> {
      double hour = at.atOffset(ZoneOffset.UTC).toLocalTime().toSecondOfDay() / 3_600.0;
      double byDay = 0.55 - 0.45 * Math.cos(2 * Math.PI * (hour - 3) / 24);
      double requests = byDay * (1 + 0.25 * noise.nextGaussian());
      double served = Math.max(0.02, requests);
      return new Usage(0.03 + 0.22 * served, 200_000 * served, 20_000 * served);
    };
  }

  /// RandomX held to this share of capacity, with the steady trickle of its pool.
  static Load randomX(double share) {
    return (at, noise) ->
        new Usage(share + 0.008 * noise.nextGaussian(), 250 + 20 * noise.nextGaussian(), 0);
  }

  /// Nothing but the system's own.
  static Load idle() {
    return (at, noise) ->
        new Usage(
            0.02 + 0.005 * Math.abs(noise.nextGaussian()),
            800 + 100 * noise.nextGaussian(),
            2_000 + 300 * noise.nextGaussian());
  }

  /// Compresses what was read, from one o'clock at night until four, else idle.
  static Load nightlyBatch() {
    return (at, noise) -> {
      int hour = at.atOffset(ZoneOffset.UTC).getHour();
      return hour >= 1 && hour < 4
          ? new Usage(0.94 + 0.01 * noise.nextGaussian(), 900, 60_000_000)
          : idle().at(at, noise);
    };
  }

  /// Builds: bursts of compilers and of downloads, minutes each, never twice the same.
  static Load builds() {
    return (at, noise) ->
        new Usage(
            Math.min(1, Math.abs(0.5 + 0.35 * noise.nextGaussian())),
            1_000_000 * noise.nextDouble(),
            5_000_000 * noise.nextDouble());
  }
}
