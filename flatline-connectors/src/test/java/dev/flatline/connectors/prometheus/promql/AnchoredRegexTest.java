package dev.flatline.connectors.prometheus.promql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AnchoredRegexTest {

  @ParameterizedTest
  @CsvSource({"a|bc,bc,true", "a|bc,abc,false", "(?i)lo.*,LOOP,true", "x|,'',true"})
  void matches_wholeValuesOnly(String regex, String value, boolean expected) {
    assertThat(AnchoredRegex.of(regex).matches(value)).isEqualTo(expected);
  }

  @Test
  void matches_aDotIsNoNewLine() {
    assertThat(AnchoredRegex.of("a.b").matches("a\nb")).isFalse();
    assertThat(AnchoredRegex.of("a.b").matches("a\rb")).isTrue();
  }

  @Test
  void matches_whatWouldTakeForEver_isGivenUp() {
    AnchoredRegex evil = AnchoredRegex.of("(a|aa)*b");

    Assertions.assertTimeoutPreemptively(
        Duration.ofSeconds(5), () -> assertThat(evil.matches("a".repeat(200))).isFalse());
  }

  @ParameterizedTest
  @CsvSource({
    "(.+?)(:[0-9]+)?,10.0.0.1:9100,$1,10.0.0.1",
    "(.+?)(:[0-9]+)?,host,$1$2,host",
    "(?P<all>.+),x,<${all}>,<x>",
    "(.+),x,$1y,''",
    "(.+),x,${1}y$$,xy$",
    "(.+),x,$7,''",
  })
  void replaced_fillsInWhatGroupsMatched(
      String regex, String value, String replacement, String expected) {
    assertThat(AnchoredRegex.of(regex).replaced(value, replacement)).contains(expected);
  }

  @Test
  void replaced_whereNothingMatches_isEmpty() {
    assertThat(AnchoredRegex.of("(.+)").replaced("", "$1")).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"a(?!b)", "(?<=a)b", "(?>a)", "a*+", "(a)\\1", "[a&&b]", "[a[b]]", "(", "a{2"})
  void of_whatRe2DoesNotHave_isRefused(String regex) {
    assertThatThrownBy(() -> AnchoredRegex.of(regex)).isInstanceOf(IllegalArgumentException.class);
  }
}
