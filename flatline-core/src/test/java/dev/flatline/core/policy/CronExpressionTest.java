package dev.flatline.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CronExpressionTest {

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "* * * * *       | 0 1 2 3 4 5 6 7 8 9 10 11 12 13 14 15 16 17 18 19 20 21 22 23",
        "0 4 * * *       | 4",
        "0 4,16 * * *    | 4 16",
        "0 1-4 * * *     | 1 2 3 4",
        "0 */6 * * *     | 0 6 12 18",
        "0 1-9/4 * * *   | 1 5 9",
        "0 1-2,20-23/3 * * * | 1 2 20 23",
        "0 04 * * *      | 4"
      })
  void parse_hours(String expression, String hours) {
    CronExpression cron = CronExpression.parse(expression);

    List<String> found =
        IntStream.range(0, 24).filter(cron::hasHour).mapToObj(Integer::toString).toList();
    assertThat(String.join(" ", found)).isEqualTo(hours);
  }

  @ParameterizedTest
  @CsvSource({
    "0 0 * * sun, 1 8",
    "0 0 * * 0, 1 8",
    "0 0 * * 7, 1 8",
    "0 0 * * MON-Wed, 2 3 4 9 10",
    "0 0 * * sat-sun, 1 7 8",
    "0 0 * * 6-7, 1 7 8",
    "0 0 * * 5-0, 1 6 7 8",
    "0 0 3 * *, 3",
    "0 0 3-9/3 * *, 3 6 9",
    "0 0 */4 * mon, 9",
    "0 0 3 * */2, 3"
  })
  void hasDay_inTheFirstTenDaysOfFebruary2026WhichBeginsOnASunday(String expression, String days) {
    CronExpression cron = CronExpression.parse(expression);

    List<String> found =
        IntStream.rangeClosed(1, 10)
            .filter(day -> cron.hasDay(LocalDate.of(2026, 2, day)))
            .mapToObj(Integer::toString)
            .toList();
    assertThat(String.join(" ", found)).isEqualTo(days);
  }

  @Test
  void hasDay_bothDayFieldsRestricted_eitherIsEnough() {
    CronExpression cron = CronExpression.parse("0 0 13 * fri");

    assertThat(cron.hasDay(LocalDate.of(2026, 1, 13))).isTrue();
    assertThat(cron.hasDay(LocalDate.of(2026, 1, 16))).isTrue();
    assertThat(cron.hasDay(LocalDate.of(2026, 1, 14))).isFalse();
  }

  @Test
  void hasDay_monthsByName() {
    CronExpression cron = CronExpression.parse("0 0 1 jan,Mar-may *");

    List<Integer> months =
        IntStream.rangeClosed(1, 12)
            .filter(month -> cron.hasDay(LocalDate.of(2026, month, 1)))
            .boxed()
            .toList();
    assertThat(months).containsExactly(1, 3, 4, 5);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "0 4 * *        | needs 5 fields (minute, hour, day of month, month, day of week), has 4",
        "@daily         | has 1",
        "60 * * * *     | minute \"60\": allowed are 0 to 59",
        "* 24 * * *     | hour \"24\"",
        "* * 0 * *      | day of month \"0\"",
        "* * 32 * *     | day of month \"32\"",
        "* * * 13 *     | month \"13\": allowed are 1 to 12, jan",
        "* * * * 8      | day of week \"8\": allowed are 0 to 7, sun",
        "* * * * fry    | day of week \"fry\"",
        "* * mon * *    | day of month \"mon\"",
        "9-5 * * * *    | minute \"9-5\": a range runs upwards",
        "*/0 * * * *    | minute \"*/0\": a step is a number from 1 to 59",
        "*/x * * * *    | minute \"*/x\": a step",
        "5/15 * * * *   | a step follows * or a range, as in */15",
        "1,,2 * * * *   | minute \"\"",
        ", * * * *      | minute \"\"",
        "-5 * * * *     | minute \"\"",
        "* * L * *      | day of month \"L\"",
        "* * ? * *      | day of month \"?\"",
        "0 0 30 2 *     | none of its months has any of its days",
        "0 0 31 apr,jun * | none of its months"
      })
  void parse_malformed_saysWhatAndWhatIsAllowed(String expression, String message) {
    assertThatThrownBy(() -> CronExpression.parse(expression))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining(message);
  }

  @Test
  void parse_severalBadFields_namesAll() {
    assertThatThrownBy(() -> CronExpression.parse("60 24 * * fry"))
        .hasMessageContainingAll("minute \"60\"", "hour \"24\"", "day of week \"fry\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"0 0 29 2 *", "0 0 31 1-12 *", "0 0 30 2 mon"})
  void parse_rareButPossible_isAccepted(String expression) {
    assertThat(CronExpression.parse(expression)).hasToString(expression);
  }

  @Test
  void parse_wideSpaces_areSingleOnes() {
    assertThat(CronExpression.parse(" 0  4 *\t* * ")).isEqualTo(CronExpression.parse("0 4 * * *"));
  }
}
