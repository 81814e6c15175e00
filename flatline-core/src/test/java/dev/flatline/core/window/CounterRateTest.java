package dev.flatline.core.window;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flatline.core.window.CounterRate.Outcome;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CounterRateTest {
  private static final long SECOND = 1_000_000_000L;

  private final CounterRate counter = new CounterRate(Duration.ofSeconds(10));

  @Test
  void firstReading_hasNoRate() {
    assertThat(counter.accept(5 * SECOND, 100)).isEqualTo(Outcome.FIRST);
    assertThat(counter.perSecond()).isNaN();
  }

  @Test
  void secondReading_isTheGrowthPerSecond() {
    counter.accept(5 * SECOND, 100);

    assertThat(counter.accept(7 * SECOND, 110)).isEqualTo(Outcome.RATE);
    assertThat(counter.perSecond()).isEqualTo(5);
  }

  @Test
  void counterThatStands_hasTheRateZero() {
    counter.accept(0, 100);

    assertThat(counter.accept(SECOND, 100)).isEqualTo(Outcome.RATE);
    assertThat(counter.perSecond()).isZero();
  }

  @Test
  void counterThatFell_hasNoRateAndIsMeasuredFromThereOn() {
    counter.accept(0, 1_000);

    assertThat(counter.accept(SECOND, 999)).isEqualTo(Outcome.RESET);
    assertThat(counter.perSecond()).isNaN();
    assertThat(counter.accept(2 * SECOND, 1_002)).isEqualTo(Outcome.RATE);
    assertThat(counter.perSecond()).isEqualTo(3);
  }

  @Test
  void longGap_hasNoRateAndIsMeasuredFromThereOn() {
    counter.accept(0, 10);

    assertThat(counter.accept(11 * SECOND, 20)).isEqualTo(Outcome.GAP);
    assertThat(counter.perSecond()).isNaN();
    assertThat(counter.accept(12 * SECOND, 21)).isEqualTo(Outcome.RATE);
    assertThat(counter.perSecond()).isEqualTo(1);
  }

  @Test
  void gapOfExactlyTheLongest_hasARate() {
    counter.accept(0, 10);

    assertThat(counter.accept(10 * SECOND, 20)).isEqualTo(Outcome.RATE);
  }

  @ParameterizedTest
  @ValueSource(longs = {5 * SECOND, 4 * SECOND, -5 * SECOND})
  void readingThatIsNotLater_isForgotten(long atNanos) {
    counter.accept(5 * SECOND, 100);

    assertThat(counter.accept(atNanos, 500)).isEqualTo(Outcome.NOT_LATER);
    assertThat(counter.perSecond()).isNaN();
    counter.accept(6 * SECOND, 101);
    assertThat(counter.perSecond()).isEqualTo(1);
  }

  @Test
  void clockSetFarBack_beginsAnewInsteadOfForgettingEverythingUntilThen() {
    counter.accept(3_600 * SECOND, 100);

    assertThat(counter.accept(0, 101)).isEqualTo(Outcome.GAP);
    counter.accept(SECOND, 102);
    assertThat(counter.perSecond()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY, -1})
  void unusableReading_isForgotten(double value) {
    counter.accept(0, 100);

    assertThat(counter.accept(SECOND, value)).isEqualTo(Outcome.UNUSABLE);
    assertThat(counter.perSecond()).isNaN();
    counter.accept(2 * SECOND, 104);
    assertThat(counter.perSecond()).isEqualTo(2);
  }

  @Test
  void longestGap_mustBePositive() {
    assertThatIllegalArgumentException().isThrownBy(() -> new CounterRate(Duration.ZERO));
  }
}
