package dev.flatline.core.numeric;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.Random;
import org.junit.jupiter.api.Test;

class HypergeometricTest {
  @Test
  void atLeast_ofTheLadyTastingTea_isOneInSeventy() {
    assertThat(Hypergeometric.atLeast(4, 4, 4, 8)).isCloseTo(1 / 70.0, within(1e-15));
    assertThat(Hypergeometric.atLeast(3, 4, 4, 8)).isCloseTo(17 / 70.0, within(1e-15));
  }

  @Test
  void atLeast_ofNoneInCommon_isCertain() {
    assertThat(Hypergeometric.atLeast(0, 7, 12, 30)).isCloseTo(1, within(1e-12));
    assertThat(Hypergeometric.atLeast(-1, 0, 0, 0)).isEqualTo(1);
  }

  @Test
  void atLeast_whereItCannotBeOtherwise_isCertain() {
    assertThat(Hypergeometric.atLeast(12, 30, 12, 30)).isEqualTo(1);
    assertThat(Hypergeometric.atLeast(13, 30, 12, 30)).isZero();
  }

  @Test
  void atLeast_ofTheLargestPopulation_isTheShareOfDraws() {
    Random random = new Random(1);
    int hits = 0;
    int draws = 200_000;
    for (int i = 0; i < draws; i++) {
      int inCommon = 0;
      int left = 20;
      for (int drawn = 0; drawn < 15; drawn++) {
        if (random.nextInt(Hypergeometric.LARGEST - drawn) < left) {
          left--;
          inCommon++;
        }
      }
      hits += inCommon >= 7 ? 1 : 0;
    }
    assertThat(Hypergeometric.atLeast(7, 20, 15, Hypergeometric.LARGEST))
        .isCloseTo((double) hits / draws, within(0.005));
  }

  @Test
  void atLeast_outOfRange_isRefused() {
    assertThatThrownBy(() -> Hypergeometric.atLeast(1, 2, 3, Hypergeometric.LARGEST + 1))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Hypergeometric.atLeast(1, 5, 3, 4))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("5 and 3 of 4");
    assertThatThrownBy(() -> Hypergeometric.atLeast(1, -1, 3, 4))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
