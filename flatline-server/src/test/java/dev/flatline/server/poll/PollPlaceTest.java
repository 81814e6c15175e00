package dev.flatline.server.poll;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.connectors.prometheus.Stretch;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class PollPlaceTest {
  private static final long HOUR = Duration.ofHours(1).toMillis();
  private static final long DAY = 24 * HOUR;
  private static final long NOW = 1_700_000_000_123L;

  @Test
  void whatIsNew_isOneStretchToTheEnd() {
    PollPlace place = new PollPlace(NOW - 60_000);

    assertThat(place.next(NOW)).contains(new Stretch(NOW - 60_000, NOW, false));
  }

  @Test
  void whereAllIsRead_thereIsNone() {
    assertThat(new PollPlace(NOW).next(NOW)).isEmpty();
    assertThat(new PollPlace(NOW + 1).next(NOW)).as("of a clock that was set back").isEmpty();
  }

  @Test
  void aMonth_isHistoryDayByDayAndThenAnHourOfEveryScrape() {
    List<Stretch> stretches = all(new PollPlace(NOW - 30 * DAY));

    assertThat(stretches).hasSize(31);
    assertThat(stretches.subList(0, 30)).allMatch(Stretch::isHistory);
    assertThat(stretches.get(0)).isEqualTo(new Stretch(NOW - 30 * DAY, NOW - 29 * DAY, true));
    assertThat(stretches.get(29).toMillis()).isEqualTo(NOW - HOUR);
    assertThat(stretches.get(30)).isEqualTo(new Stretch(NOW - HOUR, NOW, false));
  }

  @Test
  void aNight_isEveryScrapeHourByHour() {
    List<Stretch> stretches = all(new PollPlace(NOW - 8 * HOUR - 1));

    assertThat(stretches).hasSize(9).noneMatch(Stretch::isHistory);
  }

  @Test
  void stretches_haveNoGapAndDoNotOverlap() {
    for (long behind : new long[] {1, HOUR, DAY, DAY + 1, 3 * DAY + 5, 30 * DAY}) {
      long atMillis = NOW - behind;
      for (Stretch stretch : all(new PollPlace(atMillis))) {
        assertThat(stretch.afterMillis()).isEqualTo(atMillis);
        assertThat(stretch.toMillis()).isGreaterThan(atMillis);
        atMillis = stretch.toMillis();
      }
      assertThat(atMillis).isEqualTo(NOW);
    }
  }

  private static List<Stretch> all(PollPlace place) {
    List<Stretch> all = new ArrayList<>();
    Optional<Stretch> next = place.next(NOW);
    while (next.isPresent()) {
      all.add(next.get());
      place.reach(next.get());
      next = place.next(NOW);
    }
    return all;
  }
}
