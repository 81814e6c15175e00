package dev.flatline.formats.explain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Cost.Resource;
import dev.flatline.core.finding.Finding;
import dev.flatline.testkit.Findings;
import org.junit.jupiter.api.Test;

/// Of a finding that has lasted for 3 h 10 min.
class CostTextTest {
  private static final Cost HALF_OF_EIGHT = Cost.of(Resource.CPU, 0.63, 0.11, 8);

  @Test
  void of_whatIsKnown_tellsHoursMoneyAndWhatTheyRestOn() {
    assertThat(CostText.of(at(HALF_OF_EIGHT.at(0.04, "EUR"))))
        .isEqualTo(
            "13.2 core-hours, 0.53 EUR: 52 % of 8 cores for 3 h 10 min, on top of its own 11 %");
    assertThat(CostText.of(at(Cost.of(Resource.GPU, 0.99, Double.NaN, 1))))
        .isEqualTo("3.14 GPU-hours: 99 % of 1 GPU for 3 h 10 min");
  }

  @Test
  void of_whatIsNotKnown_saysSoAndIsNeverNothing() {
    assertThat(CostText.of(at(Cost.of(Resource.CPU, 0.63, 0.11, Double.NaN).at(0.04, "EUR"))))
        .isEqualTo("52 % of its capacity for 3 h 10 min, on top of its own 11 %");
    assertThat(CostText.of(at(Cost.UNKNOWN)))
        .isEqualTo("computing for 3 h 10 min; how much is not known");
  }

  @Test
  void brief_isTheMostTellingThatIsKnown() {
    assertThat(CostText.brief(at(HALF_OF_EIGHT.at(0.04, "EUR")))).isEqualTo("0.53 EUR");
    assertThat(CostText.brief(at(HALF_OF_EIGHT.at(0.0001, "EUR")))).isEqualTo("< 0.01 EUR");
    assertThat(CostText.brief(at(HALF_OF_EIGHT))).isEqualTo("13.2 core-h");
    assertThat(CostText.brief(at(Cost.of(Resource.CPU, 0.63, 0.11, Double.NaN))))
        .isEqualTo("52 % for 3 h 10 min");
    assertThat(CostText.brief(at(Cost.UNKNOWN))).isEqualTo("not known");
  }

  private static Finding at(Cost cost) {
    return Findings.movedIn().at(cost);
  }
}
