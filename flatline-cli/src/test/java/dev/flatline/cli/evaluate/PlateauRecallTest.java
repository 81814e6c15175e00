package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class PlateauRecallTest {
  private static final long HOUR = 3_600_000;
  private static final long DAY = 24 * HOUR;
  private static final long WITHIN = 2 * DAY;

  @Test
  void of_noticedWithinTwiceThePlateau_counts() {
    Outcome late = outcome(1, stay(true, 40 * HOUR, 10 * DAY), 79 * HOUR);
    assertThat(PlateauRecall.of(List.of(late)))
        .isEqualTo(new PlateauRecall(1, 0, List.of(40 * HOUR), 0, 0));
    assertThat(late.isFound()).isFalse();
  }

  @Test
  void of_noticedLater_doesNotCount() {
    Outcome twoDays = outcome(1, stay(true, 40 * HOUR, 10 * DAY), 81 * HOUR);
    Outcome shortPlateau = outcome(1, stay(true, 4 * HOUR, 10 * DAY), 9 * HOUR);
    assertThat(PlateauRecall.of(List.of(twoDays, shortPlateau)))
        .isEqualTo(new PlateauRecall(0, 0, List.of(4 * HOUR, 40 * HOUR), 0, 0));
    assertThat(shortPlateau.isFound()).isTrue();
  }

  @Test
  void of_blindInBetween_isGivenSoMuchLonger() {
    Stay blind = new Stay(0, WITHIN, true, false, 4 * HOUR, 24 * HOUR, 10 * DAY);
    assertThat(PlateauRecall.of(List.of(outcome(1, blind, 32 * HOUR))).medium()).isEqualTo(1);
    assertThat(PlateauRecall.of(List.of(outcome(1, blind, 33 * HOUR))).medium()).isZero();
  }

  @Test
  void of_whatCannotBeFollowedOrHasNoPlateau_isCountedApart() {
    Outcome endsSooner = outcome(1, stay(true, 40 * HOUR, 3 * DAY), HOUR);
    Outcome without = outcome(1, stay(true, 0, 10 * DAY), HOUR);
    assertThat(PlateauRecall.of(List.of(endsSooner, without)))
        .isEqualTo(new PlateauRecall(0, 0, List.of(), 1, 1));
  }

  @Test
  void of_otherWorkloadsAndLevels_isNotAsked() {
    Stay batch = stay(true, 40 * HOUR, 10 * DAY);
    Outcome other = outcome(1, stay(false, 0, 10 * DAY), HOUR);
    Outcome half = outcome(0.5, batch, HOUR);
    assertThat(PlateauRecall.of(List.of(other, half)))
        .isEqualTo(new PlateauRecall(0, 0, List.of(), 0, 0));
  }

  @Test
  void of_aMinerAtFullSpeed_isFollowedForTwiceThePlateauButRecallIsAsBefore() {
    Stay stay = stay(true, 40 * HOUR, 10 * DAY);
    assertThat(stay.endMillis()).isEqualTo(80 * HOUR);
    assertThat(stay(true, 10 * HOUR, 10 * DAY).endMillis()).isEqualTo(WITHIN);
    assertThat(Recall.of(List.of(outcome(1, stay, 79 * HOUR))).getFirst().noticed().medium())
        .isZero();
  }

  private static Stay stay(boolean batch, long plateauMillis, long lastMillis) {
    return new Stay(0, WITHIN, batch, false, plateauMillis, 0, lastMillis);
  }

  private static Outcome outcome(double level, Stay stay, long mediumAfter) {
    Injection injection = new Injection("vm", Plans.steady(level), stay, 100, 0);
    return new Outcome(injection, false, mediumAfter, Outcome.NEVER, false, false);
  }
}
