package dev.flatline.core.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.numeric.GammaPoisson.CountSums;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GammaPoissonTest {
  private static final double LOWEST = 0.01;
  private static final double HIGHEST = 100;

  @Test
  void withMean_hasThatMeanAndShape() {
    GammaPoisson prior = GammaPoisson.withMean(0.02, 0.5);
    assertThat(prior.rate(0, 0)).isCloseTo(0.02, within(1e-12));
    assertThat(prior.shape()).isEqualTo(0.5);
    assertThat(prior.exposure()).isCloseTo(25, within(1e-9));
  }

  @Test
  void rate_ofMuchOwnExposure_isOwnRate() {
    GammaPoisson prior = GammaPoisson.withMean(10, 2);
    assertThat(prior.rate(1e6, 1e8)).isCloseTo(0.01, within(1e-6));
  }

  @Test
  void rate_equalsPosteriorMeanByIntegration() {
    double[] posterior = posteriorByIntegration(2.5, 40, 3, 12);
    assertThat(new GammaPoisson(2.5, 40).rate(3, 12)).isCloseTo(posterior[0], within(1e-6));
  }

  @Test
  void probabilityWithinUnit_equalsPosteriorPredictiveByIntegration() {
    double[] posterior = posteriorByIntegration(2.5, 40, 3, 12);
    assertThat(new GammaPoisson(2.5, 40).probabilityWithinUnit(3, 12))
        .isCloseTo(posterior[1], within(1e-6));
  }

  @Test
  void probabilityWithinUnit_ofRareEvents_keepsItsDigits() {
    GammaPoisson rare = GammaPoisson.withMean(1e-12, 1);
    assertThat(rare.probabilityWithinUnit(0, 0)).isCloseTo(1e-12, within(1e-21));
  }

  @ParameterizedTest
  @ValueSource(doubles = {0.2, 1, 4})
  void shapeFromMoments_ofSimulatedCounters_findsTheShape(double shape) {
    Random random = new Random(7);
    CountSums sums = simulate(random, 200_000, shape);
    assertThat(GammaPoisson.shapeFromMoments(sums, LOWEST, HIGHEST))
        .isCloseTo(shape, within(0.1 * shape));
  }

  @Test
  void shapeFromMoments_ofCountsThatScatterLessThanPoisson_isTheHighest() {
    // Ten counters, each with exactly two events in ten units.
    CountSums alike = new CountSums(20, 40, 200, 100, 1_000);
    assertThat(GammaPoisson.shapeFromMoments(alike, LOWEST, HIGHEST)).isEqualTo(HIGHEST);
  }

  @Test
  void shapeFromMoments_ofOneWildCounter_isTheLowest() {
    // One of a thousand counters holds all the events.
    CountSums wild = new CountSums(1_000, 1e6, 10_000, 10_000, 100_000);
    assertThat(GammaPoisson.shapeFromMoments(wild, LOWEST, HIGHEST)).isEqualTo(LOWEST);
  }

  @Test
  void shapeFromMoments_ofNothing_isTheHighest() {
    assertThat(GammaPoisson.shapeFromMoments(new CountSums(0, 0, 0, 0, 0), LOWEST, HIGHEST))
        .isEqualTo(HIGHEST);
    assertThat(GammaPoisson.shapeFromMoments(new CountSums(0, 0, 0, 50, 500), LOWEST, HIGHEST))
        .isEqualTo(HIGHEST);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void gammaPoisson_withoutPositiveParameters_isRefused(double wrong) {
    assertThatIllegalArgumentException().isThrownBy(() -> new GammaPoisson(wrong, 1));
    assertThatIllegalArgumentException().isThrownBy(() -> new GammaPoisson(1, wrong));
  }

  /// Mean rate and probability of at least one event in a unit, by the midpoint rule over λ^(a − 1)
  /// e^(−bλ) · λ^k e^(−λT).
  private static double[] posteriorByIntegration(double a, double b, double k, double exposure) {
    double step = 1e-5;
    double weight = 0;
    double mean = 0;
    double atLeastOne = 0;
    for (double rate = step / 2; rate < 3; rate += step) {
      double density = Math.pow(rate, a - 1 + k) * Math.exp(-rate * (b + exposure));
      weight += density;
      mean += rate * density;
      atLeastOne += (1 - Math.exp(-rate)) * density;
    }
    return new double[] {mean / weight, atLeastOne / weight};
  }

  private static CountSums simulate(Random random, int counters, double shape) {
    CountSums sums = new CountSums(0, 0, 0, 0, 0);
    for (int i = 0; i < counters; i++) {
      double exposure = 5 + random.nextInt(26);
      int events = poisson(random, exposure * 0.3 * gamma(random, shape) / shape);
      sums =
          new CountSums(
              sums.events() + events,
              sums.eventsSquared() + (double) events * events,
              sums.eventsTimesExposure() + events * exposure,
              sums.exposure() + exposure,
              sums.exposureSquared() + exposure * exposure);
    }
    return sums;
  }

  /// Knuth's product of uniforms.
  private static int poisson(Random random, double mean) {
    double limit = Math.exp(-mean);
    int events = 0;
    for (double product = random.nextDouble(); product > limit; product *= random.nextDouble()) {
      events++;
    }
    return events;
  }

  /// Marsaglia and Tsang, ACM TOMS 26 (2000), p. 363, with their boost for a shape below 1.
  private static double gamma(Random random, double shape) {
    if (shape < 1) {
      return gamma(random, shape + 1) * Math.pow(random.nextDouble(), 1 / shape);
    }
    double d = shape - 1.0 / 3;
    double c = 1 / Math.sqrt(9 * d);
    while (true) {
      double x = random.nextGaussian();
      double v = Math.pow(1 + c * x, 3);
      if (v > 0 && Math.log(random.nextDouble()) < x * x / 2 + d - d * v + d * Math.log(v)) {
        return d * v;
      }
    }
  }
}
