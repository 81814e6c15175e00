package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LevelHistoryTest {
  private static final long DAY = LevelHistory.DAY_MILLIS;
  private static final long HOUR = DAY / 24;
  private static final int LEVEL = 5;

  private final LevelHistory history = new LevelHistory();

  @Test
  void record_ofAStretchOverMidnight_tellsEachDayItsLengthByThen() {
    history.turnTo(102);
    history.record(LEVEL, 100 * DAY + 22 * HOUR, 102 * DAY + HOUR);
    assertThat(history.longestCode(LEVEL, 100)).isEqualTo(Levels.code(2 * HOUR));
    assertThat(history.longestCode(LEVEL, 101)).isEqualTo(Levels.code(26 * HOUR));
    assertThat(history.longestCode(LEVEL, 102)).isEqualTo(Levels.code(27 * HOUR));
    assertThat(history.daysWith(LEVEL, Levels.code(26 * HOUR), 102)).isEqualTo(2);
    assertThat(history.daysWith(LEVEL, Levels.code(26 * HOUR), 101)).isEqualTo(1);
  }

  @Test
  void record_ofSeveralStretchesADay_keepsTheLongest() {
    history.turnTo(100);
    history.record(LEVEL, 100 * DAY, 100 * DAY + 3 * HOUR);
    history.record(LEVEL, 100 * DAY + 5 * HOUR, 100 * DAY + 6 * HOUR);
    assertThat(history.longestCode(LEVEL, 100)).isEqualTo(Levels.code(3 * HOUR));
  }

  @Test
  void record_ofAShortStretch_isNotKept() {
    history.turnTo(100);
    history.record(LEVEL, 100 * DAY, 100 * DAY + Levels.SHORTEST_MILLIS - 1);
    assertThat(history.longestCode(LEVEL, 100)).isZero();
  }

  @Test
  void record_ofOneLevel_leavesTheOthers() {
    history.turnTo(100);
    history.record(LEVEL, 100 * DAY, 100 * DAY + HOUR);
    assertThat(history.daysWith(LEVEL - 1, 1, 100)).isZero();
    assertThat(history.daysWith(LEVEL + 1, 1, 100)).isZero();
  }

  @Test
  void turnTo_thirtyDaysLater_forgetsTheDay() {
    history.turnTo(100);
    history.observe(100, 5 * HOUR);
    history.record(LEVEL, 100 * DAY, 100 * DAY + HOUR);
    history.turnTo(129);
    assertThat(history.daysWith(LEVEL, 1, 129)).isEqualTo(1);
    history.turnTo(130);
    assertThat(history.daysWith(LEVEL, 1, 130)).isZero();
    assertThat(history.observedDays(130)).isZero();
  }

  @Test
  void turnTo_afterAYear_forgetsEverything() {
    history.turnTo(100);
    history.record(LEVEL, 99 * DAY, 100 * DAY + HOUR);
    history.turnTo(465);
    assertThat(history.daysWith(LEVEL, 1, 465)).isZero();
  }

  @Test
  void turnTo_anEarlierDay_changesNothing() {
    history.turnTo(100);
    history.turnTo(90);
    assertThat(history.today()).isEqualTo(100);
  }

  @Test
  void observe_outsideTheDaysKept_isIgnored() {
    history.turnTo(100);
    history.observe(70, HOUR);
    history.observe(101, HOUR);
    history.observe(71, 6 * HOUR);
    assertThat(history.observedDays(100)).isEqualTo(0.25);
  }

  @Test
  void isEmpty_untilTheFirstDay() {
    assertThat(history.isEmpty()).isTrue();
    assertThat(history.observedDays(0)).isZero();
    history.turnTo(-3);
    assertThat(history.isEmpty()).isFalse();
  }
}
