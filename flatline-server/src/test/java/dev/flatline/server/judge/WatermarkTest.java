package dev.flatline.server.judge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class WatermarkTest {
  private static final long NOW = 1_000_000_000;

  private final Watermark watermark = new Watermark(60_000);

  @Test
  void at_beforeTheFirstSample_isUnknown() {
    assertThat(watermark.at(NOW)).isEmpty();
  }

  @Test
  void at_ofSeveralSources_isWhatTheSlowestReachedLessTheLateness() {
    watermark.see("fast", NOW, NOW);
    watermark.see("slow", NOW - 600_000, NOW);
    assertThat(watermark.at(NOW)).hasValue(NOW - 660_000);
  }

  @Test
  void at_ofASourceThatSaysWhatItHasGiven_isThatItself() {
    watermark.reach("knows", NOW - 90_000, NOW);
    assertThat(watermark.at(NOW)).hasValue(NOW - 90_000);
    watermark.see("does not", NOW - 40_000, NOW);
    assertThat(watermark.at(NOW)).hasValue(NOW - 90_000);
    watermark.see("does not", NOW, NOW);
    watermark.reach("knows", NOW + 1, NOW);
    assertThat(watermark.at(NOW)).hasValue(NOW - 60_000);
  }

  @Test
  void at_ofASourceWhoseClockIsAhead_isNotAheadOfOurs() {
    watermark.see("ahead", NOW + 500_000, NOW);
    assertThat(watermark.at(NOW)).hasValue(NOW - 60_000);
  }

  @Test
  void at_afterASourceFellSilent_goesOnWithTheOthers() {
    watermark.see("slow", NOW - 600_000, NOW);
    long later = NOW + Watermark.SILENT_MILLIS + 1;
    watermark.see("fast", later, later);
    assertThat(watermark.at(later)).hasValue(later - 60_000);
  }

  @Test
  void at_afterASourceThatIsBehindJoined_doesNotGoBack() {
    watermark.see("fast", NOW, NOW);
    assertThat(watermark.at(NOW)).hasValue(NOW - 60_000);
    watermark.see("slow", NOW - 600_000, NOW);
    assertThat(watermark.at(NOW)).hasValue(NOW - 60_000);
  }

  @Test
  void at_whereAllAreSilent_stays() {
    watermark.see("fast", NOW, NOW);
    assertThat(watermark.at(NOW)).hasValue(NOW - 60_000);
    assertThat(watermark.at(NOW + 2 * Watermark.SILENT_MILLIS)).hasValue(NOW - 60_000);
  }

  @Test
  void ofOthers_isTheSlowestOfThoseThatAreHeard() {
    assertThat(watermark.ofOthers("one", NOW)).isEqualTo(Long.MAX_VALUE);
    watermark.see("one", NOW, NOW);
    watermark.reach("two", NOW - 5_000, NOW);
    watermark.reach("three", NOW - 9_000, NOW - Watermark.SILENT_MILLIS - 1);
    assertThat(watermark.ofOthers("one", NOW)).isEqualTo(NOW - 5_000);
    assertThat(watermark.ofOthers("two", NOW)).isEqualTo(NOW - 60_000);
  }

  @Test
  void see_ofAnOlderTime_isNoStepBack() {
    watermark.see("one", NOW, NOW);
    watermark.see("one", NOW - 30_000, NOW);
    assertThat(watermark.at(NOW)).hasValue(NOW - 60_000);
  }
}
