package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// The plateau against one found by looking at all minutes at once.
class PlateauTrackerModelTest {
  private static final double RELATIVE = 1e-9;

  @Test
  void describe_afterAnySeries_equalsNaive() {
    for (int seed = 0; seed < 40; seed++) {
      PlateauTracker tracker = new PlateauTracker();
      List<NaivePlateau.Minute> minutes = new ArrayList<>();
      Random ends = new Random(seed);
      for (NaivePlateau.Minute minute : randomMinutes(seed)) {
        minutes.add(minute);
        observe(tracker, minute);
        if (ends.nextInt(60) == 0) {
          assertEqual(describe(tracker, minute), new NaivePlateau(minutes));
        }
      }
    }
  }

  private static void assertEqual(Features features, NaivePlateau naive) {
    assertThat(features.get(Feature.PLATEAU_ONSET)).isEqualTo(naive.onsetMillis());
    assertClose(features, Feature.PLATEAU_LEVEL, naive.level());
    assertClose(features, Feature.PLATEAU_NETWORK, naive.network());
    assertClose(features, Feature.CPU_BEFORE, naive.cpuBefore());
    assertClose(features, Feature.NETWORK_BEFORE, naive.networkBefore());
    assertClose(features, Feature.NETWORK_SCATTER_BEFORE, naive.networkScatterBefore());
    assertClose(features, Feature.NETWORK_RISE, naive.networkRise());
    assertClose(features, Feature.SECONDS_BEFORE, naive.secondsBefore());
  }

  private static void assertClose(Features features, Feature feature, double expected) {
    if (Double.isNaN(expected)) {
      assertThat(features.get(feature)).as(feature.featureName()).isNaN();
    } else {
      assertThat(features.get(feature))
          .as(feature.featureName())
          .isCloseTo(expected, within(RELATIVE * Math.max(1e-3, Math.abs(expected))));
    }
  }

  private static Features describe(PlateauTracker tracker, NaivePlateau.Minute minute) {
    Features features = new Features();
    tracker.describe(minute.lastMillis(), features);
    return features;
  }

  private static void observe(PlateauTracker tracker, NaivePlateau.Minute minute) {
    tracker.observe(
        minute.firstMillis(), minute.lastMillis(), minute.cpu(), minute.network(), Double.NaN);
  }

  /// Levels for a while each, with noise, outliers, slopes, and a network that is not always
  /// measured.
  private static List<NaivePlateau.Minute> randomMinutes(int seed) {
    Random random = new Random(seed);
    List<NaivePlateau.Minute> minutes = new ArrayList<>();
    long at = 1_700_000_000_000L;
    double level = random.nextDouble();
    double slope = 0;
    boolean networkMeasured = true;
    for (int i = 0; i < 600; i++) {
      if (random.nextInt(40) == 0) {
        level = random.nextDouble();
        slope = random.nextInt(3) == 0 ? 0.03 * random.nextGaussian() : 0;
        networkMeasured = random.nextInt(4) > 0;
      }
      level = Math.max(0, Math.min(1, level + slope));
      double noise =
          random.nextInt(15) == 0 ? random.nextDouble() - 0.5 : 0.02 * random.nextGaussian();
      at += 60_000L * (1 + random.nextInt(random.nextInt(100) == 0 ? 5_000 : 15));
      long first = at + random.nextInt(20_000);
      double network = networkMeasured ? 1e6 * random.nextDouble() : Double.NaN;
      minutes.add(
          new NaivePlateau.Minute(
              first, first + random.nextInt(30_000), Math.max(0, level + noise), network));
    }
    return minutes;
  }
}
