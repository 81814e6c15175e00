package dev.flatline.core.feature;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// Stretches and history against a naive model over months.
class LevelStretchesModelTest {
  private static final int MINUTES_A_STEP = 97;
  private static final int STEPS = 60;

  @Test
  void sinceMillis_ofEveryLevel_equalsNaive() {
    compare(
        (stretches, naive, random) -> {
          for (int level = 0; level < Levels.COUNT; level++) {
            long since = level < stretches.reached() ? stretches.sinceMillis(level) : -1;
            assertThat(since).isEqualTo(naive.sinceMillis(level));
          }
        });
  }

  @Test
  void lengthMillis_ofEveryLevelWithAStretch_equalsNaive() {
    compare(
        (stretches, naive, random) -> {
          for (int level = 0; level < stretches.reached(); level++) {
            assertThat(stretches.lengthMillis(level)).isEqualTo(naive.lengthMillis(level));
          }
        });
  }

  @Test
  void daysWith_ofAnyLengthAndDay_equalsNaive() {
    compare(
        (stretches, naive, random) -> {
          List<NaiveStretches.Ended> ended = naive.ended();
          for (int i = 0; i < 20; i++) {
            int level = random.nextInt(Levels.COUNT);
            int code = 1 + random.nextInt(40);
            long upTo = naive.today() + 2 - random.nextInt(40);
            assertThat(stretches.history().daysWith(level, code, upTo))
                .isEqualTo(naive.daysWith(ended, level, code, upTo));
          }
        });
  }

  @Test
  void longestCode_ofEveryDayKept_equalsNaive() {
    compare(
        (stretches, naive, random) -> {
          List<NaiveStretches.Ended> ended = naive.ended();
          int level = random.nextInt(Levels.COUNT);
          for (int back = 0; back < LevelHistory.DAYS; back++) {
            long day = naive.today() - back;
            assertThat(stretches.history().longestCode(level, day))
                .isEqualTo(NaiveStretches.longestCode(ended, level, day));
          }
        });
  }

  @Test
  void observedDays_upToAnyDay_equalsNaive() {
    compare(
        (stretches, naive, random) -> {
          long upTo = naive.today() + 1 - random.nextInt(35);
          assertThat(stretches.history().observedDays(upTo)).isEqualTo(naive.observedDays(upTo));
        });
  }

  @Test
  void atLeast_tellsTheHighestLevelOfEachBeginning() {
    compare(
        (stretches, naive, random) -> {
          long least = 60_000L * random.nextInt(300);
          long before = Long.MAX_VALUE;
          for (Stretch stretch : stretches.atLeast(least)) {
            assertThat(stretch.sinceMillis()).isEqualTo(naive.sinceMillis(stretch.levelIndex()));
            assertThat(stretch.durationMillis()).isGreaterThanOrEqualTo(least);
            assertThat(stretch.sinceMillis()).isLessThan(before);
            before = stretch.sinceMillis();
          }
          long told = stretches.atLeast(least).size();
          assertThat(told).isEqualTo(naiveBeginnings(naive, least));
        });
  }

  private static long naiveBeginnings(NaiveStretches naive, long leastMillis) {
    return java.util.stream.IntStream.range(0, Levels.COUNT)
        .filter(level -> naive.sinceMillis(level) >= 0)
        .filter(level -> naive.lengthMillis(level) >= leastMillis)
        .mapToLong(naive::sinceMillis)
        .distinct()
        .count();
  }

  private interface Comparison {
    void compare(LevelStretches stretches, NaiveStretches naive, Random random);
  }

  private static void compare(Comparison comparison) {
    for (int seed = 0; seed < 5; seed++) {
      Random random = new Random(seed);
      LevelStretches stretches = new LevelStretches();
      NaiveStretches naive = new NaiveStretches();
      RandomMinutes minutes = new RandomMinutes(seed);
      for (int step = 0; step < STEPS; step++) {
        minutes.feed(MINUTES_A_STEP, toBoth(stretches, naive));
        comparison.compare(stretches, naive, random);
      }
    }
  }

  private static RandomMinutes.Taker toBoth(LevelStretches stretches, NaiveStretches naive) {
    return new RandomMinutes.Taker() {
      @Override
      public void minute(long firstMillis, long lastMillis, double cpu) {
        stretches.observe(firstMillis, lastMillis, cpu);
        naive.observe(firstMillis, lastMillis, cpu);
      }

      @Override
      public void goBlind() {
        stretches.goBlind();
        naive.goBlind();
      }

      @Override
      public void breakOff() {
        stretches.breakOff();
        naive.breakOff();
      }
    };
  }
}
