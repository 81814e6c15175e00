package dev.flatline.server.judge;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Objects;
import org.junit.jupiter.api.Test;

class JudgeLagsTest {
  private static final long LATENESS = 60_000;
  private static final long T = 1_772_323_200_000L;

  private final JudgeLags lags = new JudgeLags(LATENESS);

  @Test
  void judgedBefore_countsWhatIsOlderByHowLateItWas() {
    lags.taken("pods", T, 7, T + LATENESS);
    lags.taken("pods", T + 15_000, 5, T + LATENESS + 15_000);
    lags.judgedBefore(T + 1_000, T + LATENESS + 700);
    LagCounts counts = of("pods");
    assertThat(counts.counts()).startsWith(0L, 0L, 0L, 7L, 0L);
    assertThat(counts.sumSeconds()).isEqualTo(7 * 0.7);
    lags.judgedBefore(T + 15_100, T + LATENESS + 15_000 + 400_000);
    assertThat(of("pods").counts()).endsWith(0L, 5L);
  }

  @Test
  void judgedBefore_theTimeIsOver_isNoLag() {
    lags.taken("csv", T, 1, T);
    lags.judgedBefore(T + 1_000, T + 1_000);
    assertThat(of("csv").counts()).startsWith(1L);
    assertThat(of("csv").sumSeconds()).isZero();
  }

  @Test
  void taken_ofHistory_hasNoLag() {
    lags.taken("api", T, 1, T + JudgeLags.HISTORY_MILLIS + 1);
    lags.judgedBefore(T + 1_000, T + JudgeLags.HISTORY_MILLIS + 1);
    assertThat(lags.counts()).isEmpty();
  }

  @Test
  void counts_ofSeveralSources_areApart() {
    lags.taken("a", T, 1, T);
    lags.taken("b", T, 2, T);
    lags.judgedBefore(T + 1_000, T);
    assertThat(lags.counts()).containsOnlyKeys("a", "b");
    assertThat(of("b").counts()).startsWith(2L);
  }

  private LagCounts of(String source) {
    return Objects.requireNonNull(lags.counts().get(source));
  }
}
