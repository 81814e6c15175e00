package dev.flatline.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class ThresholdTest {

  @Test
  void over_replacesEachNumberAndOnlyIt() {
    Thresholds all = Thresholds.DEFAULT;
    for (Threshold threshold : Threshold.values()) {
      Thresholds replaced = ThresholdOverrides.of(threshold, 0.5).over(Thresholds.DEFAULT);
      assertThat(replaced).as(threshold.label()).isNotEqualTo(Thresholds.DEFAULT);
      all = ThresholdOverrides.of(threshold, 0.5).over(all);
    }

    assertThat(all).isEqualTo(new Thresholds(0.5, 0.5, 0.5, 0.5, Duration.ofHours(12), 0.5, 0.5));
  }

  @Test
  void values_areAsManyAsThresholdsHas() {
    assertThat(Threshold.values()).hasSameSizeAs(Thresholds.class.getRecordComponents());
  }

  @ParameterizedTest
  @CsvSource({
    "PLATEAU_MEAN, 0",
    "PLATEAU_MEAN, 1.01",
    "PLATEAU_CV, 0",
    "PLATEAU_CORRELATION, 1.01",
    "PLATEAU_CORRELATION, -1.01",
    "FLAT_CV, -1",
    "LEARNING, 0",
    "RETURN_PERIOD, 0",
    "YOUNG_RETURN_PERIOD, NaN"
  })
  void of_outOfRange_isRefused(Threshold threshold, double value) {
    assertThatThrownBy(() -> ThresholdOverrides.of(threshold, value))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @ParameterizedTest
  @EnumSource
  void labelled_findsEachByItsLabel(Threshold threshold) {
    assertThat(Threshold.labelled(threshold.label())).contains(threshold);
  }

  @Test
  void over_nothing_isTheSame() {
    assertThat(new ThresholdOverrides(Map.of()).over(Thresholds.DEFAULT))
        .isSameAs(Thresholds.DEFAULT);
  }
}
