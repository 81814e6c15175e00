package dev.flatline.core.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class DecayedMomentsModelTest {
  private static final double RELATIVE = 1e-9;

  @ParameterizedTest
  @EnumSource
  void add_ofAnySeries_equalsTwoWeightedPasses(SeriesKind kind) {
    for (int seed = 0; seed < 20; seed++) {
      Random random = new Random(seed);
      double[] series = kind.draw(random, 1 + random.nextInt(300));
      double[] weights = new double[series.length];
      DecayedMoments sum = new DecayedMoments();
      for (int i = 0; i < series.length; i++) {
        double decay = 0.9 + 0.1 * random.nextDouble();
        double weight = 1 + random.nextInt(300);
        age(weights, i, decay);
        weights[i] = weight;
        sum.decay(decay);
        sum.add(series[i], weight);
      }
      assertEqualsTwoPasses(sum, series, weights);
    }
  }

  @Test
  void add_withoutDecay_isOrdinaryWeightedMean() {
    DecayedMoments sum = new DecayedMoments();
    sum.add(2, 1);
    sum.add(8, 2);
    assertThat(sum.weight()).isEqualTo(3);
    assertThat(sum.mean()).isCloseTo(6, within(RELATIVE));
    assertThat(sum.deviation()).isCloseTo(Math.sqrt(8), within(RELATIVE));
  }

  @Test
  void add_afterFullDecay_knowsOnlyTheNewest() {
    DecayedMoments sum = new DecayedMoments();
    sum.add(1e12, 500);
    sum.decay(0);
    sum.add(0.25, 3);
    assertThat(sum.weight()).isEqualTo(3);
    assertThat(sum.mean()).isCloseTo(0.25, within(1e-3));
    assertThat(sum.deviation()).isCloseTo(0, within(1e-3));
  }

  @Test
  void decay_alone_leavesMeanAndDeviation() {
    DecayedMoments sum = new DecayedMoments();
    sum.add(2, 1);
    sum.add(8, 1);
    sum.decay(0.25);
    assertThat(sum.weight()).isEqualTo(0.5);
    assertThat(sum.mean()).isCloseTo(5, within(RELATIVE));
    assertThat(sum.deviation()).isCloseTo(3, within(RELATIVE));
  }

  @Test
  void meanAndDeviation_ofNothing_areUndefined() {
    DecayedMoments nothing = new DecayedMoments();
    assertThat(nothing.weight()).isZero();
    assertThat(nothing.mean()).isNaN();
    assertThat(nothing.deviation()).isNaN();
  }

  private static void age(double[] weights, int count, double decay) {
    for (int i = 0; i < count; i++) {
      weights[i] *= decay;
    }
  }

  private static void assertEqualsTwoPasses(DecayedMoments sum, double[] x, double[] weights) {
    double total = 0;
    double weighted = 0;
    for (int i = 0; i < x.length; i++) {
      total += weights[i];
      weighted += weights[i] * x[i];
    }
    double mean = weighted / total;
    double squares = 0;
    for (int i = 0; i < x.length; i++) {
      squares += weights[i] * (x[i] - mean) * (x[i] - mean);
    }
    double scale = Math.max(Math.sqrt(squares / total), Math.abs(mean));
    assertThat(sum.weight()).isCloseTo(total, within(RELATIVE * total));
    assertThat(sum.mean()).isCloseTo(mean, within(RELATIVE * scale));
    assertThat(sum.deviation()).isCloseTo(Math.sqrt(squares / total), within(RELATIVE * scale));
  }
}
