package dev.flatline.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Equals a model that keeps every reading, looks back for the last usable one and divides exactly.
class CounterRateModelTest {
  private static final long GAP_NANOS = 30_000_000_000L;

  private record Reading(long atNanos, double value) {}

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void rate_equalsTheExactQuotientOfTheLastTwoUsableReadings(long seed) {
    Random random = new Random(seed);
    CounterRate counter = new CounterRate(Duration.ofNanos(GAP_NANOS));
    List<Reading> usable = new ArrayList<>();
    for (Reading reading : readings(random)) {
      counter.accept(reading.atNanos(), reading.value());
      double expected = model(usable, reading);
      if (Double.isNaN(expected)) {
        assertThat(counter.perSecond()).as("%s after %s", reading, usable).isNaN();
      } else {
        assertThat(counter.perSecond()).isCloseTo(expected, within(1e-9 * expected));
      }
    }
    assertThat(usable).hasSizeGreaterThan(1_000);
  }

  /// Adds the reading to the usable ones where it is, and answers the rate that belongs to it.
  private static double model(List<Reading> usable, Reading now) {
    if (Double.isNaN(now.value()) || Double.isInfinite(now.value()) || now.value() < 0) {
      return Double.NaN;
    }
    if (usable.isEmpty()) {
      usable.add(now);
      return Double.NaN;
    }
    Reading before = usable.getLast();
    long nanos = now.atNanos() - before.atNanos();
    if (nanos <= 0 && nanos >= -GAP_NANOS) {
      return Double.NaN;
    }
    usable.add(now);
    if (Math.abs(nanos) > GAP_NANOS || now.value() < before.value()) {
      return Double.NaN;
    }
    return new BigDecimal(now.value())
        .subtract(new BigDecimal(before.value()))
        .multiply(BigDecimal.valueOf(1_000_000_000L))
        .divide(BigDecimal.valueOf(nanos), MathContext.DECIMAL128)
        .doubleValue();
  }

  private static List<Reading> readings(Random random) {
    List<Reading> readings = new ArrayList<>();
    long atNanos = random.nextLong(1L << 60);
    double value = random.nextBoolean() ? 1e9 : 0;
    for (int i = 0; i < 3_000; i++) {
      atNanos += stepNanos(random);
      value = next(random, value);
      readings.add(new Reading(atNanos, random.nextInt(20) == 0 ? broken(random) : value));
    }
    return readings;
  }

  private static long stepNanos(Random random) {
    return switch (random.nextInt(20)) {
      case 0 -> 0;
      case 1 -> -random.nextLong(GAP_NANOS * 2);
      case 2 -> random.nextLong(GAP_NANOS * 3);
      case 3 -> GAP_NANOS;
      default -> 1 + random.nextLong(2_000_000_000L);
    };
  }

  private static double next(Random random, double value) {
    return switch (random.nextInt(20)) {
      case 0 -> random.nextDouble() * value;
      case 1 -> 0;
      case 2 -> value;
      case 3 -> Math.nextUp(value);
      default -> value + random.nextInt(1_000_000);
    };
  }

  private static double broken(Random random) {
    double[] broken = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1};
    return broken[random.nextInt(broken.length)];
  }
}
