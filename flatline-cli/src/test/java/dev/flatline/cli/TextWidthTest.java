package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TextWidthTest {
  @ParameterizedTest
  @CsvSource({
    "'', 0",
    "abc, 3",
    "caf\u00E9, 4",
    "cafe\u0301, 4",
    "東京, 4",
    "ｱ, 1",
    "Ａ, 2",
    "한, 2",
    "\u1112\u1161\u11AB, 2",
    "\uD83D\uDE00, 2",
    "\u2705, 2",
    "▁█, 2",
    "\u05E9\u05DC, 2",
    "\u200E, 0",
  })
  void of_text_isItsColumns(String text, int columns) {
    assertThat(TextWidth.of(text)).isEqualTo(columns);
  }

  @ParameterizedTest
  @CsvSource({
    "shop/Deployment/cart, 11, …, shop/…/cart",
    "shop/Deployment/cart, 12, ..., shop/...cart",
    "abc, 3, …, abc",
    "東京東京東京, 7, …, 東…東京",
    "東京東京東京, 5, …, 東…京",
  })
  void shortened_longText_losesItsMiddle(
      String text, int columns, String ellipsis, String shortened) {
    assertThat(TextWidth.shortened(text, columns, ellipsis)).isEqualTo(shortened);
  }

  @Test
  void wrapped_sentence_breaksAtSpaces() {
    assertThat(TextWidth.wrapped("one two three four", 9))
        .containsExactly("one two", "three", "four");
  }

  @Test
  void wrapped_wordLongerThanALine_isBroken() {
    assertThat(TextWidth.wrapped("a 東京東京東京 b", 5)).containsExactly("a", "東京", "東京", "東京", "b");
    assertThat(TextWidth.wrapped("xxxxxxxxxx", 4)).containsExactly("xxxx", "xxxx", "xx");
  }

  @Test
  void wrapped_emptyText_isOneEmptyLine() {
    assertThat(TextWidth.wrapped("", 10)).containsExactly("");
  }
}
