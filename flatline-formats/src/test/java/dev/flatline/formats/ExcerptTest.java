package dev.flatline.formats;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

class ExcerptTest {

  @Test
  void of_longText_isCut() {
    assertThat(Excerpt.of("x".repeat(1000))).hasSizeLessThan(70).endsWith("…'");
  }

  @Test
  void of_controlCharacters_areShownAsReplaced() {
    assertThat(Excerpt.of("a\u001b[2Jb\0c")).isEqualTo("'a\uFFFD[2Jb\uFFFDc'");
  }

  @Test
  void of_manyTexts_saysHowManyMore() {
    assertThat(Excerpt.of(Collections.nCopies(50, "a"))).endsWith("'a' and 10 more");
    assertThat(Excerpt.of(List.of("a", "b"))).isEqualTo("'a', 'b'");
  }

  @Test
  void printable_charactersOutsideTheBasicPlane_stay() {
    assertThat(Excerpt.printable("vm-\uD83D\uDE80\t")).isEqualTo("vm-\uD83D\uDE80\uFFFD");
  }
}
