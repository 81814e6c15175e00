package dev.flatline.formats.text;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class VisibleTextTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "shop/Deployment/café-東京, shop/Deployment/café-東京",
        "`\u001B[31mred`, <U+001B>[31mred",
        "`a\u202Eb\u200F`, a<U+202E>b<U+200F>",
        "`\u009B`, <U+009B>",
        "`a\nb\tc\r\u2028`, a<U+000A>b<U+0009>c<U+000D><U+2028>",
        "`zero\u200Bwidth\uFEFF`, zero<U+200B>width<U+FEFF>",
        "`\uD800x`, <U+D800>x",
        "`\uDB40\uDC41`, <U+E0041>",
        "`e\u0301\u0301\u0301\u0301\u0301`, e\u0301\u0301\u0301\u0301<U+0301>",
      })
  void of_invisibleCharacters_areWrittenOut(String text, String visible) {
    assertThat(VisibleText.of(text)).isEqualTo(visible);
  }

  @Test
  void shortened_longText_losesItsMiddle() {
    assertThat(VisibleText.shortened("shop/Deployment/cart", 9)).isEqualTo("shop…cart");
    assertThat(VisibleText.shortened("abc", 3)).isEqualTo("abc");
  }

  @Test
  void shortened_surrogatePairs_staysWhole() {
    assertThat(VisibleText.shortened("😀😀😀😀", 3)).isEqualTo("😀…😀");
  }
}
