package dev.flatline.core.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GlobTest {

  @ParameterizedTest
  @CsvSource({
    "cart, cart, true",
    "cart, carts, false",
    "cart, Cart, false",
    "*, '', true",
    "*, shop/Deployment/cart, true",
    "shop/*, shop/Deployment/cart, true",
    "*/cart, shop/Deployment/cart, true",
    "*cart*, shop/cart-7/x, true",
    "web-?, web-1, true",
    "web-?, web-12, false",
    "web-?, web-, false",
    "?, \uD83D\uDC22, true",
    "a*b*c, a-b-b-c, true",
    "a*b*c, a-c-b, false",
    "'a\\*', a*, true",
    "'a\\*', ab, false",
    "'a\\\\', 'a\\', true"
  })
  void matches_wholeTextOnly(String pattern, String text, boolean expected) {
    assertThat(Glob.of(pattern).matches(text)).isEqualTo(expected);
  }

  @ParameterizedTest
  @CsvSource({
    "*, shop/*, true",
    "shop/*, shop/cart, true",
    "shop/*, shop/*, true",
    "shop/*, shop/?, true",
    "shop/?, shop/*, false",
    "shop/cart, shop/*, false",
    "*a*, *bab*, true",
    "a, 'a\\*', false",
    "'a?', 'a\\*', true"
  })
  void covers_whereEveryTextOfTheOtherMatches(String wide, String narrow, boolean expected) {
    assertThat(Glob.of(wide).covers(Glob.of(narrow))).isEqualTo(expected);
  }

  @Test
  void matches_manyStarsOnLongText_endsAtOnce() {
    Glob hard = Glob.of("*a".repeat(200) + "b");

    assertThat(hard.matches("a".repeat(20_000))).isFalse();
  }

  @Test
  void of_empty_isRefused() {
    assertThatThrownBy(() -> Glob.of("")).hasMessageContaining("empty pattern");
  }

  @Test
  void of_loneBackslash_isRefused() {
    assertThatThrownBy(() -> Glob.of("a\\")).hasMessageContaining("backslash");
  }

  @Test
  void equals_comparesMeaning() {
    assertThat(Glob.of("a\\b")).isEqualTo(Glob.of("ab")).hasSameHashCodeAs(Glob.of("ab"));
    assertThat(Glob.of("a*")).isNotEqualTo(Glob.of("a\\*"));
  }
}
