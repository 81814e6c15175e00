package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OnsetRisesTest {
  private static final long MINUTE = 60_000;

  private final OnsetRises rises = new OnsetRises();
  private int reached;

  @Test
  void rise_ofAStep_isItsHeight() {
    quiet(60, 0.05);
    minute(0.55);
    minute(0.55);
    assertThat(rise(0.5)).isCloseTo(0.5, within(0.01));
  }

  @Test
  void rise_thatFallsIntoTheMiddleOfAMinute_isSeenWholeInTheSecond() {
    quiet(60, 0.05);
    minute(0.30);
    minute(0.55);
    minute(0.55);
    assertThat(rise(0.3)).isCloseTo(0.37, within(0.02));
    assertThat(rise(0.5)).isGreaterThan(0.4);
  }

  @Test
  void rise_overTwoHours_isSmall() {
    quiet(60, 0.05);
    for (int i = 1; i <= 120; i++) {
      minute(0.05 + 0.5 * i / 120);
    }
    assertThat(rise(0.5)).isLessThan(0.15);
  }

  @Test
  void rise_withinItsOwnScatter_isNone() {
    Random random = new Random(1);
    for (int i = 0; i < 120; i++) {
      minute(0.3 + 0.08 * random.nextGaussian());
    }
    minute(0.45);
    minute(0.46);
    assertThat(rise(0.45)).isZero();
    minute(0.95);
    minute(0.95);
    assertThat(rise(0.9)).isGreaterThan(0.4);
  }

  @Test
  void rise_fromTheFirstMinuteOn_isNone() {
    minute(0.9);
    minute(0.9);
    assertThat(rise(0.9)).isZero();
  }

  @Test
  void rise_afterTheTimeBeforeIsForgotten_isNone() {
    quiet(60, 0.05);
    minute(0.02);
    rises.breakOff();
    reached = 0;
    minute(0.9);
    minute(0.9);
    assertThat(rise(0.9)).isZero();
  }

  @Test
  void rise_ofLevelsThatBeganEarlier_staysAsItWas() {
    quiet(60, 0.05);
    minute(0.35);
    minute(0.35);
    quiet(300, 0.35);
    minute(0.95);
    minute(0.95);
    assertThat(rise(0.3)).isCloseTo(0.3, within(0.01));
    assertThat(rise(0.9)).isCloseTo(0.6, within(0.01));
  }

  private double rise(double level) {
    return rises.rise(Levels.reached(level) - 1);
  }

  private void quiet(int minutes, double cpu) {
    for (int i = 0; i < minutes; i++) {
      minute(cpu);
    }
  }

  private void minute(double cpu) {
    int now = Levels.reached(cpu);
    reached = Math.min(reached, now);
    rises.observe(reached, now, cpu, MINUTE);
    reached = now;
  }
}
