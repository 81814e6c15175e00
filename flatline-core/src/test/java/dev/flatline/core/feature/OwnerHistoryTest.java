package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import org.junit.jupiter.api.Test;

class OwnerHistoryTest {
  private static final long DAY = LevelHistory.DAY_MILLIS;
  private static final int CODE = Levels.code(2 * 3_600_000L);

  @Test
  void past_isThatOfWhateverPodDidMost() {
    OwnerHistory history = new OwnerHistory();
    history.record(3, 100, CODE - 4);
    history.record(3, 100, CODE + 1);
    history.record(3, 101, CODE - 4);
    history.observe(100, DAY / 2);
    assertThat(history.past(3, CODE, 90, 101, false))
        .isEqualTo(new Stretch.Past(1.5, 0.5, Levels.shortestMillis(CODE + 1)));
    assertThat(history.past(3, CODE, 101, 101, false).likeDays()).isEqualTo(0.5);
  }

  @Test
  void manyPodsAtOnce_areADayADay() {
    OwnerHistory history = new OwnerHistory();
    for (int pod = 0; pod < 50; pod++) {
      history.observe(100, DAY);
    }
    assertThat(history.past(0, CODE, 100, 100, false).observedDays()).isEqualTo(1);
  }

  @Test
  void whatRunsToCompletion_isKnownForTheWholeDay() {
    OwnerHistory history = new OwnerHistory();
    history.observe(100, DAY / 24);
    assertThat(history.past(0, CODE, 90, 110, true).observedDays()).isEqualTo(1);
  }

  @Test
  void parts_addUpInAnyOrder() {
    OwnerHistory all = new OwnerHistory();
    OwnerHistory left = new OwnerHistory();
    OwnerHistory right = new OwnerHistory();
    Random random = new Random(1);
    for (int i = 0; i < 500; i++) {
      OwnerHistory part = random.nextBoolean() ? left : right;
      long day = 1_000L + random.nextInt(60);
      long millis = random.nextLong(DAY);
      int level = random.nextInt(Levels.COUNT);
      int code = random.nextInt(40);
      all.observe(day, millis);
      all.record(level, day, code);
      part.observe(day, millis);
      part.record(level, day, code);
    }
    OwnerHistory together = new OwnerHistory();
    together.addAll(right);
    together.addAll(left);
    for (int level = 0; level < Levels.COUNT; level++) {
      assertThat(together.past(level, CODE, 1_005, 1_055, false))
          .isEqualTo(all.past(level, CODE, 1_005, 1_055, false));
    }
  }

  @Test
  void forgetting_keepsTheDaysFromThenOn() {
    OwnerHistory history = new OwnerHistory();
    for (long day = 100; day < 200; day++) {
      history.observe(day, DAY);
    }
    history.forgetBefore(190);
    assertThat(history.past(0, CODE, 0, 300, false).observedDays()).isEqualTo(10);
    history.forgetBefore(500);
    assertThat(history.isEmpty()).isTrue();
  }

  @Test
  void daysFarApart_keepNoMoreThanIsBounded() {
    OwnerHistory history = new OwnerHistory();
    history.observe(1, DAY);
    history.observe(100_000, DAY);
    history.observe(2, DAY);
    assertThat(history.newestDay()).isEqualTo(100_000);
    assertThat(history.past(0, CODE, 0, 200_000, false).observedDays()).isEqualTo(1);
  }
}
