package dev.flatline.cli.evaluate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class GapsTest {
  private static final long MINUTE = 60_000;

  @Test
  void observedFrom_inAGapOfHours_isWhereSamplesGoOn() {
    Gaps gaps = gaps(0, 5, 10, 200, 205);
    assertThat(gaps.observedFrom(100 * MINUTE)).isEqualTo(200 * MINUTE);
    assertThat(gaps.observedFrom(10 * MINUTE)).isEqualTo(200 * MINUTE);
    assertThat(gaps.observedFrom(184 * MINUTE)).isEqualTo(200 * MINUTE);
  }

  @Test
  void observedFrom_whereTheNextSampleComesSoon_isThatTime() {
    Gaps gaps = gaps(0, 5, 10, 200, 205, 220);
    for (long minute : new long[] {-1, 0, 9, 185, 199, 200, 206, 230}) {
      assertThat(gaps.observedFrom(minute * MINUTE)).isEqualTo(minute * MINUTE);
    }
  }

  @Test
  void blindMillis_ofWhatIsBridged_isNone() {
    Gaps gaps = gaps(0, 5, 10, 130, 135, 140);
    assertThat(gaps.blindMillis(0, 140 * MINUTE)).isZero();
  }

  @Test
  void blindMillis_ofLongerGaps_isTheirLengthUntilItWasMeasuredForSoLong() {
    Gaps gaps = gaps(0, 5, 10, 200, 205, 210, 510, 515);
    assertThat(gaps.blindMillis(0, 10 * MINUTE)).isZero();
    assertThat(gaps.blindMillis(0, 15 * MINUTE)).isEqualTo(190 * MINUTE);
    assertThat(gaps.blindMillis(0, 20 * MINUTE)).isEqualTo(190 * MINUTE);
    assertThat(gaps.blindMillis(0, 21 * MINUTE)).isEqualTo(490 * MINUTE);
    assertThat(gaps.blindMillis(201 * MINUTE, 9 * MINUTE)).isZero();
    assertThat(gaps.blindMillis(201 * MINUTE, 10 * MINUTE)).isEqualTo(300 * MINUTE);
  }

  @Test
  void intervalMillis_afterAGap_isWhatItWasBefore() {
    assertThat(gaps(0, 5, 10, 200).intervalMillis()).isEqualTo(5 * MINUTE);
    assertThat(gaps(0, 5, 10, 200, 201).intervalMillis()).isEqualTo(MINUTE);
    assertThat(gaps(0).intervalMillis()).isEqualTo(1);
  }

  private static Gaps gaps(long... minutes) {
    Gaps gaps = new Gaps();
    for (long minute : minutes) {
      gaps.add(minute * MINUTE);
    }
    return gaps;
  }
}
