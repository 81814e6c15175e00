package dev.flatline.core.telemetry;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Against a map from metric to value.
class MetricValuesModelTest {
  private static final Metric[] METRICS = Metric.values();

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3, 4, 5, 6, 7})
  void values_ofAnyMetrics_areThoseOfTheMap(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Map<Metric, Double> model = randomMap(random);
      assertThat(MetricValues.of(model)).satisfies(values -> assertSame(values, model));
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void orElse_ofAnyTwo_takesTheFirstWhereBothMeasured(int seed) {
    Random random = new Random(seed);
    for (int round = 0; round < 200; round++) {
      Map<Metric, Double> first = randomMap(random);
      Map<Metric, Double> second = randomMap(random);
      Map<Metric, Double> merged = new EnumMap<>(Metric.class);
      merged.putAll(second);
      merged.putAll(first);

      MetricValues values = MetricValues.of(first).orElse(MetricValues.of(second));

      assertSame(values, merged);
      assertThat(values)
          .isEqualTo(MetricValues.of(merged))
          .hasSameHashCodeAs(MetricValues.of(merged));
    }
  }

  @Test
  void of_arrayThatChangesAfterwards_keepsItsValues() {
    double[] array = MetricValues.unmeasured();
    array[Metric.THREADS.ordinal()] = 3;
    MetricValues values = MetricValues.of(array);

    array[Metric.THREADS.ordinal()] = 4;

    assertThat(values).isEqualTo(MetricValues.of(Metric.THREADS, 3));
  }

  @Test
  void of_notANumber_measuresNothing() {
    assertThat(MetricValues.of(Metric.THREADS, Double.NaN).isEmpty()).isTrue();
  }

  @Test
  void of_arrayOfAnotherLength_saysSo() {
    assertThatThrownBy(() -> MetricValues.of(new double[3])).hasMessageContaining("length 3");
  }

  private static void assertSame(MetricValues values, Map<Metric, Double> model) {
    for (Metric metric : METRICS) {
      assertThat(values.has(metric)).isEqualTo(model.containsKey(metric));
      assertThat(values.get(metric)).isEqualTo(model.getOrDefault(metric, Double.NaN));
    }
    assertThat(Metric.measuredIn(values.measured())).isEqualTo(model.keySet());
    assertThat(values.isEmpty()).isEqualTo(model.isEmpty());
  }

  private static Map<Metric, Double> randomMap(Random random) {
    Map<Metric, Double> map = new EnumMap<>(Metric.class);
    double share = random.nextDouble();
    for (Metric metric : METRICS) {
      if (random.nextDouble() < share) {
        map.put(metric, random.nextDouble());
      }
    }
    return map;
  }
}
