package dev.flatline.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Berlin's clocks go from 02:00 to 03:00 on 2026-03-29 (at 01:00Z) and from 03:00 back to 02:00 on
/// 2026-10-25 (at 01:00Z).
class CronScheduleTest {
  private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

  @Test
  void firstBetween_bothEndsAreIncluded() {
    CronSchedule daily = at("0 2 * * *");
    Instant begins = Instant.parse("2026-01-10T01:00:00Z");

    assertThat(daily.firstBetween(begins, begins)).contains(begins);
    assertThat(daily.firstBetween(begins.plusMillis(1), begins.plusSeconds(60))).isEmpty();
  }

  @Test
  void firstBetween_reversed_isEmpty() {
    Instant moment = Instant.parse("2026-01-10T01:00:00Z");

    assertThat(at("* * * * *").firstBetween(moment, moment.minusMillis(1))).isEmpty();
  }

  @Test
  void firstBetween_skippedTime_isTheMomentClocksJump() {
    assertThat(all(at("30 2 * * *"), "2026-03-28T00:00:00Z", "2026-03-31T00:00:00Z"))
        .containsExactly("2026-03-28T01:30:00Z", "2026-03-29T01:00:00Z", "2026-03-30T00:30:00Z");
  }

  @Test
  void firstBetween_timeShownTwice_happensTwice() {
    assertThat(all(at("30 2 * * *"), "2026-10-24T12:00:00Z", "2026-10-26T12:00:00Z"))
        .containsExactly("2026-10-25T00:30:00Z", "2026-10-25T01:30:00Z", "2026-10-26T01:30:00Z");
  }

  @Test
  void firstBetween_dateThatAZoneNeverHad_isTheMomentAfterIt() {
    CronSchedule samoa =
        new CronSchedule(CronExpression.parse("0 12 30 12 *"), ZoneId.of("Pacific/Apia"));

    assertThat(all(samoa, "2011-12-29T00:00:00Z", "2012-01-02T00:00:00Z"))
        .containsExactly("2011-12-30T10:00:00Z");
  }

  @Test
  void firstBetween_fromTheMomentAfterASkippedDate_seesIt() {
    CronSchedule samoa =
        new CronSchedule(CronExpression.parse("0 12 30 12 *"), ZoneId.of("Pacific/Apia"));
    Instant jump = Instant.parse("2011-12-30T10:00:00Z");

    assertThat(samoa.firstBetween(jump, jump)).contains(jump);
  }

  /// In 2010 the clocks of St John's went from 00:01 back to 23:01 of the day before, at 02:31Z.
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "30 23 * * *     | 2010-11-07T02:30:30Z | 2010-11-07T04:00:00Z | 2010-11-07T03:00:00Z",
        "0 0 * * *       | 2010-11-07T02:29:00Z | 2010-11-07T02:40:00Z | 2010-11-07T02:30:00Z",
        "0,30 0,23 * * * | 2010-11-07T02:30:00Z | 2010-11-07T04:00:00Z | 2010-11-07T02:30:00Z"
      })
  void firstBetween_clocksThatGoBackOverMidnight_findsTheEarliest(
      String expression, Instant earliest, Instant latest, Instant expected) {
    CronSchedule schedule =
        new CronSchedule(CronExpression.parse(expression), ZoneId.of("America/St_Johns"));

    assertThat(schedule.firstBetween(earliest, latest)).contains(expected);
  }

  @Test
  void firstBetween_leapDay_isFoundYearsAhead() {
    CronSchedule leapDay = at("0 0 29 2 *");

    assertThat(
            leapDay.firstBetween(
                Instant.parse("2026-03-01T00:00:00Z"), Instant.parse("2029-01-01T00:00:00Z")))
        .contains(Instant.parse("2028-02-28T23:00:00Z"));
  }

  @Test
  void description_namesExpressionAndZone() {
    assertThat(at("0 2 * * *").description()).isEqualTo("at \"0 2 * * *\" Europe/Berlin");
  }

  private static CronSchedule at(String expression) {
    return new CronSchedule(CronExpression.parse(expression), BERLIN);
  }

  private static List<String> all(Schedule schedule, String from, String to) {
    List<String> all = new ArrayList<>();
    Instant end = Instant.parse(to);
    Optional<Instant> next = schedule.firstBetween(Instant.parse(from), end);
    while (next.isPresent()) {
      all.add(next.get().toString());
      next = schedule.firstBetween(next.get().plusMillis(1), end);
    }
    return all;
  }
}
