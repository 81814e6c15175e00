package dev.flatline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class TimestampReaderTest {
  private final TimestampReader reader = new TimestampReader();

  @ParameterizedTest
  @CsvSource({
    "0, 0",
    "600, 600000",
    "1372629804, 1372629804000",
    "1372629804.25, 1372629804250",
    "1768688167.391154, 1768688167391",
    "1.001, 1001",
    "1795290898896, 1795290898896",
    "1.795290898896E12, 1795290898896",
    "1.372629804e9, 1372629804000",
    "' 1372629804 ', 1372629804000",
    "99999999999, 99999999999000",
    "100000000000, 100000000000"
  })
  void read_number_isSecondsOrMillisecondsByItsSize(String text, long millis) {
    assertThat(read(text)).isEqualTo(millis);
    assertThat(reader.assumedUtc()).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "2014-02-14T14:30:00Z, 2014-02-14T14:30:00Z",
    "2014-02-14t14:30:00z, 2014-02-14T14:30:00Z",
    "2014-02-14T14:30Z, 2014-02-14T14:30:00Z",
    "2014-02-14T14:30:00.123456789Z, 2014-02-14T14:30:00.123Z",
    "2014-02-14T14:30:00+02:00, 2014-02-14T12:30:00Z",
    "2014-02-14T14:30:00-0530, 2014-02-14T20:00:00Z",
    "2014-02-14 14:30:00 +01, 2014-02-14T13:30:00Z",
    "2014-02-14 14:30:00 UTC, 2014-02-14T14:30:00Z"
  })
  void read_calendarTimeWithZone_isThatInstant(String text, Instant instant) {
    assertThat(read(text)).isEqualTo(instant.toEpochMilli());
    assertThat(reader.assumedUtc()).isFalse();
  }

  @Test
  void read_calendarTimeWithoutZone_isUtcAndSaysSo() {
    assertThat(read("2014-02-14 14:30:00"))
        .isEqualTo(Instant.parse("2014-02-14T14:30:00Z").toEpochMilli());
    assertThat(reader.assumedUtc()).isTrue();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        " ",
        "-1",
        "NaN",
        "Inf",
        "1e400",
        "yesterday",
        "14:30:00",
        "2014-02-14",
        "2014-02-30T14:30:00Z",
        "2014-13-01T00:00:00Z",
        "1969-12-31T23:59:59Z",
        "2014-02-14T14:30:00 CET",
        "2023-01-29 08:41:09.772994244 +0000 UTC m=+0.849156105",
        "1795290898896000",
        "1795290898896000000",
        "17952908988960000000000"
      })
  void read_noTimeFrom1970On_isUnreadable(String text) {
    assertThat(read(text)).isEqualTo(TimestampReader.UNREADABLE);
    assertThat(reader.assumedUtc()).isFalse();
  }

  @Test
  void read_dayThatDoesNotExist_isNotBentToAnother() {
    assertThat(read("2023-02-29T00:00:00Z")).isEqualTo(TimestampReader.UNREADABLE);
  }

  private long read(String text) {
    return reader.read(text.toCharArray(), 0, text.length());
  }
}
