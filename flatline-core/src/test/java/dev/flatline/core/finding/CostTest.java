package dev.flatline.core.finding;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.flatline.core.finding.Cost.Resource;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class CostTest {
  private static final Duration FIVE_HOURS = Duration.ofHours(5);
  private static final Cost HALF_OF_EIGHT = Cost.of(Resource.CPU, 0.6, 0.1, 8);

  @Test
  void unitHours_areOnTopOfWhatWasUsedBefore() {
    assertThat(HALF_OF_EIGHT.unitHours(FIVE_HOURS)).isCloseTo(20, within(1e-9));
    assertThat(Cost.of(Resource.CPU, 0.6, Double.NaN, 8).unitHours(FIVE_HOURS))
        .isCloseTo(24, within(1e-9));
    assertThat(Cost.of(Resource.CPU, 0.1, 0.6, 8).unitHours(FIVE_HOURS)).isZero();
  }

  @Test
  void unitHours_ofACapacityOrLevelThatNobodyKnows_areNotKnown() {
    assertThat(Cost.of(Resource.CPU, 0.6, 0.1, Double.NaN).unitHours(FIVE_HOURS)).isNaN();
    assertThat(Cost.UNKNOWN.unitHours(FIVE_HOURS)).isNaN();
    assertThat(HALF_OF_EIGHT.money(FIVE_HOURS)).isNaN();
  }

  @Test
  void money_isWhatTheHoursCost() {
    assertThat(HALF_OF_EIGHT.at(0.04, "EUR").money(FIVE_HOURS)).isCloseTo(0.8, within(1e-9));
  }

  @Test
  void order_isByMoney_elseByCoreHours() {
    assertThat(HALF_OF_EIGHT.order(FIVE_HOURS)).isEqualTo(20_000_000);
    assertThat(HALF_OF_EIGHT.at(0.04, "EUR").order(FIVE_HOURS)).isEqualTo(800_000);
    assertThat(Cost.of(Resource.GPU, 1, 0, 1).order(FIVE_HOURS)).isEqualTo(125_000_000);
    assertThat(Cost.of(Resource.CPU, 0.5, 0, Double.NaN).order(FIVE_HOURS)).isEqualTo(2_500_000);
    assertThat(Cost.UNKNOWN.order(FIVE_HOURS)).isZero();
  }

  @Test
  void then_sumsUpWhatWasTakenAtEachLevel() {
    Cost later = Cost.of(Resource.CPU, 0.9, 0.5, 16);
    Cost both = HALF_OF_EIGHT.then(later, FIVE_HOURS, Duration.ofHours(15));
    assertThat(both.level()).isCloseTo((0.6 * 5 + 0.9 * 10) / 15, within(1e-9));
    assertThat(both.usual()).isEqualTo(0.1);
    assertThat(both.capacity()).isEqualTo(16);
    assertThat(HALF_OF_EIGHT.then(Cost.UNKNOWN, FIVE_HOURS, FIVE_HOURS)).isEqualTo(HALF_OF_EIGHT);
    assertThat(Cost.UNKNOWN.then(later, FIVE_HOURS, FIVE_HOURS)).isEqualTo(later);
  }
}
