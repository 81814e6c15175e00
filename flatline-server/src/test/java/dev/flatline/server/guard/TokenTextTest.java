package dev.flatline.server.guard;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TokenTextTest {
  @Test
  void random_isWellFormedAndNeverTheSame() {
    TokenText one = TokenText.random();
    assertThat(one.isWellFormed()).isTrue();
    assertThat(one.value()).hasSize(55).startsWith("flt_");
    assertThat(TokenText.random().value()).isNotEqualTo(one.value());
  }

  @Test
  void aMistypedOne_isNoToken() {
    String text = TokenText.random().value();
    char other = text.charAt(10) == 'a' ? 'b' : 'a';
    assertThat(new TokenText(text.substring(0, 10) + other + text.substring(11)).isWellFormed())
        .isFalse();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "flt_", "Bearer", "flt_AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA00000000"})
  void anythingElse_isNoToken(String text) {
    assertThat(new TokenText(text).isWellFormed()).isFalse();
  }

  @Test
  void hash_isSha256OfTheText() {
    assertThat(new TokenText("abc").hash())
        .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  }

  @Test
  void toString_hidesIt() {
    TokenText text = TokenText.random();
    assertThat(text.toString()).doesNotContain(text.value().substring(4));
  }
}
