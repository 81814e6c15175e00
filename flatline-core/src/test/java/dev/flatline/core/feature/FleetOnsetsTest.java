package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FleetOnsetsTest {
  private static final long SINCE = 20_000 * LevelHistory.DAY_MILLIS;
  private static final long LATER = SINCE + 6 * 3_600_000L;
  private static final int ALL = 0x3FFF_FFFF;
  private static final ActiveDays FARM = new ActiveDays(0b110001101100110011, ALL);
  private static final ActiveDays NEAR = new ActiveDays(0b110001101100110111, ALL);
  private static final ActiveDays OTHER = new ActiveDays(0b001110010011001100, ALL);
  private static final ActiveDays ALWAYS = new ActiveDays(ALL, ALL);

  private final FleetOnsets onsets = new FleetOnsets();

  @Test
  void siblings_areThoseThatBeganWithItAndWereActiveOnTheSameDays() {
    onsets.add("a", SINCE, LATER, FARM);
    onsets.add("b", SINCE + 2 * 3_600_000, LATER, NEAR);
    onsets.add("c", SINCE - 25 * 60_000, LATER, NEAR);
    assertThat(onsets.siblings("a", until(LATER), FARM, LATER)).isEqualTo(2);
  }

  @Test
  void siblings_thatBeganAtAnotherTimeOrWereActiveOnOtherDays_areNone() {
    onsets.add("early", SINCE - FleetOnsets.APART_MILLIS - 1, LATER, FARM);
    onsets.add("late", SINCE + FleetOnsets.APART_MILLIS + 1, LATER, FARM);
    onsets.add("other", SINCE, LATER, OTHER);
    onsets.add("always", SINCE, LATER, ALWAYS);
    onsets.add("a", SINCE, LATER, FARM);
    assertThat(onsets.siblings("a", until(LATER), FARM, LATER)).isZero();
  }

  @Test
  void siblings_thatWereNotNotedYet_areNone() {
    onsets.add("b", SINCE, LATER + 1, FARM);
    assertThat(onsets.siblings("a", until(LATER), FARM, LATER)).isZero();
    assertThat(onsets.siblings("a", until(LATER + 1), FARM, LATER + 1)).isEqualTo(1);
  }

  @Test
  void siblings_thatBeganTwice_countOnce() {
    onsets.add("b", SINCE, LATER, FARM);
    onsets.add("b", SINCE + 60_000, LATER, FARM);
    assertThat(onsets.siblings("a", until(LATER), FARM, LATER)).isEqualTo(1);
  }

  @Test
  void siblings_thatAreOutlasted_areNone() {
    onsets.add("b", SINCE + 1000, LATER, FARM);
    onsets.end("b", SINCE + 1000, LATER + 1000);
    long outlasted = SINCE + (long) (FleetOnsets.OUTLASTED * (LATER - SINCE));
    assertThat(onsets.siblings("a", until(outlasted - 1), FARM, outlasted - 1)).isEqualTo(1);
    assertThat(onsets.siblings("a", until(outlasted), FARM, outlasted)).isZero();
  }

  @Test
  void siblings_thatWereOverLaterThanTheQuestion_count() {
    onsets.add("b", SINCE, SINCE, FARM);
    onsets.end("b", SINCE, SINCE + 60_000);
    assertThat(onsets.siblings("a", until(LATER), FARM, SINCE + 59_999)).isEqualTo(1);
    assertThat(onsets.siblings("a", until(LATER), FARM, SINCE + 60_000)).isZero();
  }

  @Test
  void end_ofAnotherWorkload_changesNothing() {
    onsets.add("b", SINCE, SINCE, FARM);
    onsets.end("c", SINCE, SINCE + 60_000);
    onsets.end("b", SINCE + 1, SINCE + 60_000);
    assertThat(onsets.siblings("a", until(LATER), FARM, LATER)).isEqualTo(1);
  }

  @Test
  void addAll_knowsThoseOfBoth() {
    FleetOnsets others = new FleetOnsets();
    others.add("b", SINCE, LATER, FARM);
    onsets.add("c", SINCE, LATER, FARM);
    onsets.addAll(others);
    assertThat(onsets.siblings("a", until(LATER), FARM, LATER)).isEqualTo(2);
  }

  @Test
  void forgetBefore_forgetsThoseThatBeganBefore() {
    onsets.add("b", SINCE - 1, LATER, FARM);
    onsets.add("c", SINCE, LATER, FARM);
    onsets.forgetBefore(SINCE);
    assertThat(onsets.siblings("a", until(LATER), FARM, LATER)).isEqualTo(1);
  }

  private static Stretch until(long millis) {
    return new Stretch(ActiveDays.LEVEL, SINCE, millis, 0, new Stretch.Past(0, 30, 0));
  }

  @Test
  void coincideWith_ofDaysThatOneDidNotObserve_leavesThemOut() {
    ActiveDays young = new ActiveDays(0b11, 0b1111);
    assertThat(FARM.coincideWith(young)).isFalse();
    assertThat(young.coincideWith(FARM)).isFalse();
    assertThat(FARM.coincideWith(NEAR)).isTrue();
  }
}
