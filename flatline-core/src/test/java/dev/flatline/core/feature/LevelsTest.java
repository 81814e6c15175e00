package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class LevelsTest {
  private static final long MINUTE = 60_000;

  @Test
  void levels_goFromATenthTo95Percent() {
    assertThat(Levels.level(0)).isEqualTo(0.09);
    assertThat(Levels.level(1)).isEqualTo(0.12);
    assertThat(Levels.level(2)).isEqualTo(0.15);
    assertThat(Levels.level(Levels.COUNT - 1)).isEqualTo(0.95);
    assertThat(Levels.level(7)).isEqualTo(0.40);
  }

  @Test
  void reached_atALevel_includesIt() {
    for (int level = 0; level < Levels.COUNT; level++) {
      assertThat(Levels.reached(Levels.level(level))).isEqualTo(level + 1);
      assertThat(Levels.reached(Levels.level(level) - 1e-6)).isEqualTo(level);
    }
  }

  @Test
  void reached_outsideTheLadder_isNoneOrAll() {
    assertThat(Levels.reached(0)).isZero();
    assertThat(Levels.reached(Double.NaN)).isZero();
    assertThat(Levels.reached(2)).isEqualTo(Levels.COUNT);
  }

  @Test
  void code_growsByOneWithEachStepOfAnOctave() {
    assertThat(Levels.code(Levels.SHORTEST_MILLIS - 1)).isZero();
    assertThat(Levels.code(Levels.SHORTEST_MILLIS)).isEqualTo(1);
    for (int octave = 1; octave < 12; octave++) {
      assertThat(Levels.code(Levels.SHORTEST_MILLIS << octave))
          .isEqualTo(1 + octave * Levels.STEPS_PER_OCTAVE);
    }
  }

  @Test
  void code_neverFallsWithLength() {
    int before = 0;
    for (long millis = 0; millis < 60L * 24 * 60 * MINUTE; millis += 7 * MINUTE) {
      assertThat(Levels.code(millis)).isGreaterThanOrEqualTo(before);
      before = Levels.code(millis);
    }
    assertThat(Levels.code(Long.MAX_VALUE)).isLessThanOrEqualTo(Byte.MAX_VALUE);
  }

  @Test
  void shortestMillis_isTheLeastLengthOfItsCode() {
    assertThat(Levels.shortestMillis(0)).isZero();
    for (int code = 1; code < 60; code++) {
      long shortest = Levels.shortestMillis(code);
      assertThat(Levels.code(shortest + shortest / 1_000)).isEqualTo(code);
      assertThat(Levels.code(shortest - shortest / 1_000)).isEqualTo(code - 1);
    }
  }

  @Test
  void likeCode_asksForHalfTheLength() {
    long day = LevelHistory.DAY_MILLIS;
    assertThat(Levels.likeCode(day)).isEqualTo(Levels.code(day / 2));
    assertThat(Levels.likeCode(0)).isPositive().isEqualTo(Levels.likeCode(MINUTE));
  }
}
