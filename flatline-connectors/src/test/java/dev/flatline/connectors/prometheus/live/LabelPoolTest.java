package dev.flatline.connectors.prometheus.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.Test;

class LabelPoolTest {
  private final LabelPool pool = new LabelPool();

  @Test
  void one_ofEqualTexts_isTheSame() {
    String first = pool.one(text(1));
    assertThat(pool.one(text(1))).isSameAs(first);
    assertThat(pool.one(text(2))).isNotSameAs(first);
  }

  @Test
  void one_ofEqualLabels_isTheSame() {
    LabelSet first = pool.one(LabelSet.of(Map.of("pod", text(1)), "", pool));
    assertThat(pool.one(LabelSet.of(Map.of("pod", text(1)), "", pool))).isSameAs(first);
  }

  @Test
  void shrink_withMoreTextsThanSeriesNeed_forgetsThem() {
    String first = pool.one(text(0));
    for (int i = 1; i <= 10_000; i++) {
      pool.one(text(i));
    }
    pool.shrink(1);
    assertThat(pool.one(text(0))).isSameAs(first);
    pool.shrink(0);
    assertThat(pool.one(text(0))).isNotSameAs(first);
  }

  private static String text(int number) {
    return "pod-" + number;
  }
}
