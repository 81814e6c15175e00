package dev.flatline.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.SplittableRandom;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Globs against the textbook recursion, over a small alphabet so that they often match.
class GlobModelTest {
  private static final int PAIRS = 20_000;

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void matches_equalsNaiveRecursion(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < PAIRS; i++) {
      String pattern = word(random, "ab*?", 1, 7);
      String text = word(random, "ab", 0, 9);

      assertThat(Glob.of(pattern).matches(text))
          .as("seed %d: %s on %s", seed, pattern, text)
          .isEqualTo(naive(pattern, text));
    }
  }

  @ParameterizedTest
  @ValueSource(longs = {4, 5, 6})
  void covers_isNeverTrueWhereATextMatchesOnlyTheNarrower(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    for (int i = 0; i < PAIRS; i++) {
      String wide = word(random, "ab*?", 1, 5);
      String narrow = word(random, "ab*?", 1, 5);
      String text = word(random, "ab", 0, 6);
      if (Glob.of(wide).covers(Glob.of(narrow)) && naive(narrow, text)) {
        assertThat(naive(wide, text)).as("%s covers %s: %s", wide, narrow, text).isTrue();
      }
    }
  }

  private static String word(SplittableRandom random, String alphabet, int least, int most) {
    return random
        .ints(random.nextInt(least, most + 1), 0, alphabet.length())
        .mapToObj(i -> alphabet.substring(i, i + 1))
        .reduce("", String::concat);
  }

  private static boolean naive(String pattern, String text) {
    if (pattern.isEmpty()) {
      return text.isEmpty();
    }
    String rest = pattern.substring(1);
    return switch (pattern.charAt(0)) {
      case '*' -> naive(rest, text) || (!text.isEmpty() && naive(pattern, text.substring(1)));
      case '?' -> !text.isEmpty() && naive(rest, text.substring(1));
      default ->
          !text.isEmpty() && text.charAt(0) == pattern.charAt(0) && naive(rest, text.substring(1));
    };
  }
}
