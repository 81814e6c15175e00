package dev.flatline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void of_longText_isShortened() {
    assertThat(Excerpt.of("a" + "x".repeat(1000) + "z"))
        .hasSizeLessThan(70)
        .startsWith("'a")
        .endsWith("z'");
  }

  @Test
  void of_controlCharacters_areWrittenOut() {
    assertThat(Excerpt.of("a\u001b[2Jb\0c")).isEqualTo("'a<U+001B>[2Jb<U+0000>c'");
  }

  @Test
  void of_manyTexts_saysHowManyMore() {
    assertThat(Excerpt.of(Collections.nCopies(50, "a"))).endsWith("'a' and 10 more");
    assertThat(Excerpt.of(List.of("a", "b"))).isEqualTo("'a', 'b'");
  }
}
