package dev.flatline.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FailureLimitsTest {
  private static final int MOST = 10;
  private static final long SECOND = 1_000_000_000L;

  private final FailureLimits limits = new FailureLimits(MOST);

  @Test
  void anAddressThatFailsOften_waitsUntilTheMinuteIsOver() {
    for (int i = 0; i < MOST; i++) {
      assertThat(limits.allows("10.0.0.1", i * SECOND)).isTrue();
      limits.failed("10.0.0.1", i * SECOND);
    }
    assertThat(limits.allows("10.0.0.1", 30 * SECOND)).isFalse();
    assertThat(limits.allows("10.0.0.2", 30 * SECOND)).isTrue();
    assertThat(limits.allows("10.0.0.1", 61 * SECOND)).isTrue();
  }

  @Test
  void afterTheMinute_countingBeginsAnew() {
    for (int i = 0; i < MOST; i++) {
      limits.failed("10.0.0.1", 0);
    }
    limits.failed("10.0.0.1", 61 * SECOND);
    assertThat(limits.allows("10.0.0.1", 62 * SECOND)).isTrue();
  }
}
