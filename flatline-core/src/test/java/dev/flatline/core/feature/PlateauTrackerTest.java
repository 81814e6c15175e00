package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.function.IntToDoubleFunction;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PlateauTrackerTest {
  private static final long MINUTE = 60_000;
  private static final int DAY = 24 * 60;

  private final PlateauTracker tracker = new PlateauTracker();
  private int now;

  @Test
  void describe_afterAStep_datesTheOnsetToItsFirstMinute() {
    run(DAY, minute -> 0.1);
    run(60, minute -> 0.9);
    Features features = describe();
    assertThat(features.get(Feature.PLATEAU_ONSET)).isEqualTo((double) DAY * MINUTE);
    assertThat(features.get(Feature.PLATEAU_LEVEL)).isCloseTo(0.9, within(1e-12));
    assertThat(features.get(Feature.PLATEAU_SECONDS)).isEqualTo(59 * 60.0);
  }

  @Test
  void describe_afterAStep_knowsWhatWasBefore() {
    run(DAY, minute -> 0.1);
    run(60, minute -> 0.9);
    Features features = describe();
    assertThat(features.get(Feature.CPU_BEFORE)).isCloseTo(0.1, within(1e-12));
    assertThat(features.get(Feature.NETWORK_BEFORE)).isCloseTo(10, within(1e-9));
    assertThat(features.get(Feature.NETWORK_SCATTER_BEFORE)).isCloseTo(0, within(1e-6));
    assertThat(features.get(Feature.NETWORK_RISE)).isCloseTo(Math.log(290.0 / 210), within(1e-9));
    assertThat(features.get(Feature.SECONDS_BEFORE)).isBetween(0.9 * 86_400, 1.0 * 86_400);
    assertThat(features.get(Feature.PLATEAU_NETWORK)).isCloseTo(90, within(1e-9));
    assertThat(features.has(Feature.DISK_BEFORE)).isFalse();
    assertThat(features.has(Feature.PLATEAU_DISK)).isFalse();
  }

  @Test
  void sharpness_ofAStep_isOne() {
    run(DAY, minute -> 0.1);
    run(60, minute -> 0.9);
    assertThat(describe().get(Feature.ONSET_SHARPNESS)).isCloseTo(1, within(1e-9));
  }

  @Test
  void sharpness_ofAStepInsideAMinute_isOne() {
    run(DAY, minute -> 0.1);
    run(1, minute -> 0.4);
    run(60, minute -> 0.9);
    assertThat(describe().get(Feature.ONSET_SHARPNESS)).isCloseTo(1, within(1e-9));
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 30, 60, 120, 600})
  void sharpness_ofARamp_isSmall(int minutes) {
    run(DAY, minute -> 0.1);
    run(minutes, minute -> 0.1 + 0.8 * minute / minutes);
    run(60, minute -> 0.9);
    assertThat(describe().get(Feature.ONSET_SHARPNESS)).isLessThan(3.0 / minutes);
  }

  @Test
  void sharpness_afterAGap_isNotKnown() {
    run(DAY, minute -> 0.1);
    tracker.breakOff();
    run(60, minute -> 0.9);
    assertThat(describe().has(Feature.ONSET_SHARPNESS)).isFalse();
  }

  @Test
  void sharpness_ofAFall_isNotDefined() {
    run(DAY, minute -> 0.9);
    run(60, minute -> 0.1);
    assertThat(describe().has(Feature.ONSET_SHARPNESS)).isFalse();
  }

  @Test
  void describe_onANoisyPlateau_keepsItsOnset() {
    java.util.Random noise = new java.util.Random(1);
    run(DAY, minute -> 0.1);
    run(6 * 60, minute -> 0.5 + 0.014 * noise.nextGaussian());
    assertThat(describe().get(Feature.PLATEAU_ONSET)).isEqualTo((double) DAY * MINUTE);
  }

  @Test
  void describe_afterOneMinuteOutside_keepsThePlateau() {
    run(60, minute -> 0.5);
    run(1, minute -> 0.0);
    run(60, minute -> 0.5);
    Features features = describe();
    assertThat(features.get(Feature.PLATEAU_ONSET)).isZero();
    assertThat(features.get(Feature.PLATEAU_LEVEL)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void describe_inTheFirstMinuteOutside_stillTellsTheOldPlateau() {
    run(60, minute -> 0.1);
    run(1, minute -> 0.9);
    assertThat(describe().get(Feature.PLATEAU_LEVEL)).isCloseTo(0.1, within(1e-12));
  }

  @Test
  void describe_whereTwoMinutesOutsideDiffer_beginsWithTheSecond() {
    run(60, minute -> 0.1);
    run(1, minute -> 0.4);
    run(30, minute -> 0.9);
    assertThat(describe().get(Feature.PLATEAU_ONSET)).isEqualTo(61.0 * MINUTE);
  }

  @Test
  void describe_beforeTheFirstChange_knowsNothingEarlier() {
    run(60, minute -> 0.9);
    Features features = describe();
    assertThat(features.get(Feature.PLATEAU_ONSET)).isZero();
    assertThat(features.has(Feature.CPU_BEFORE)).isFalse();
    assertThat(features.has(Feature.SECONDS_BEFORE)).isFalse();
    assertThat(features.has(Feature.ONSET_SHARPNESS)).isFalse();
  }

  @Test
  void describe_ofNothing_definesNothing() {
    Features features = describe();
    assertThat(features.has(Feature.PLATEAU_LEVEL)).isFalse();
    assertThat(features.has(Feature.PLATEAU_ONSET)).isFalse();
  }

  @Test
  void breakOff_endsThePlateauAndRemembersIt() {
    run(60, minute -> 0.5);
    tracker.breakOff();
    assertThat(describe().has(Feature.PLATEAU_LEVEL)).isFalse();
    now += 30;
    run(10, minute -> 0.9);
    Features features = describe();
    assertThat(features.get(Feature.PLATEAU_ONSET)).isEqualTo(90.0 * MINUTE);
    assertThat(features.get(Feature.CPU_BEFORE)).isCloseTo(0.5, within(1e-12));
  }

  @Test
  void before_forgetsByHalfEveryWeek() {
    run(28 * DAY, minute -> 0.8);
    run(7 * DAY, minute -> 0.2);
    run(2, minute -> 0.95);
    double halfForgotten = (0.2 * 0.5 + 0.8 * (0.5 - 1.0 / 32)) / (1 - 1.0 / 32);
    assertThat(describe().get(Feature.CPU_BEFORE)).isCloseTo(halfForgotten, within(0.005));
  }

  /// Minutes one after the other; the network carries a hundred bytes per share of CPU.
  private void run(int minutes, IntToDoubleFunction cpu) {
    for (int i = 0; i < minutes; i++) {
      double share = cpu.applyAsDouble(i);
      tracker.observe(now * MINUTE, now * MINUTE + 45_000, share, 100 * share, Double.NaN);
      now++;
    }
  }

  private Features describe() {
    Features features = new Features();
    tracker.describe((now - 1) * MINUTE, features);
    return features;
  }
}
