package dev.flatline.server.console;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DaysTest {
  @Test
  void parse_upToTheMostOfTheForm_isThatLong() {
    assertThat(Days.parse("1", 90)).isEqualTo(Duration.ofDays(1));
    assertThat(Days.parse("90", 90)).isEqualTo(Duration.ofDays(90));
    assertThat(Days.parse("366", 366)).isEqualTo(Duration.ofDays(366));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "0", "-1", "91", "999", "1e2", " 7", "7.5", "99999999999"})
  void parse_ofAnythingElse_saysWhatIsExpected(String text) {
    assertThatThrownBy(() -> Days.parse(text, 90))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("days: expected 1 to 90");
  }
}
