package dev.flatline.formats.text;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;

/// Says which of the allowed words somebody probably meant.
public final class Suggestion {
  private Suggestion() {}

  /// "expected one of …", and which of them is near to what was found.
  public static String oneOf(String found, Collection<String> allowed) {
    return "expected one of " + String.join(", ", allowed) + hint(found, allowed);
  }

  /// "; did you mean …?", or nothing where no allowed word is near.
  public static String hint(String found, Collection<String> allowed) {
    return nearest(found, allowed).map(word -> "; did you mean " + word + "?").orElse("");
  }

  /// The word fewest edits away, if that is no more than every third letter.
  private static Optional<String> nearest(String found, Collection<String> allowed) {
    String lower = found.toLowerCase(Locale.ROOT);
    return allowed.stream()
        .filter(word -> Math.abs(word.length() - found.length()) <= edits(found))
        .filter(word -> distance(lower, word.toLowerCase(Locale.ROOT)) <= edits(found))
        .min(Comparator.comparingInt(word -> distance(lower, word.toLowerCase(Locale.ROOT))));
  }

  private static int edits(String found) {
    return Math.max(1, found.length() / 3);
  }

  /// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours (Damerau
  /// 1964). Takes a × b steps.
  private static int distance(String a, String b) {
    int[][] cost = new int[a.length() + 1][b.length() + 1];
    for (int i = 0; i <= a.length(); i++) {
      for (int j = 0; j <= b.length(); j++) {
        cost[i][j] =
            i == 0 || j == 0 ? i + j : cheapest(cost, i, j, a.charAt(i - 1) == b.charAt(j - 1));
        if (i > 1
            && j > 1
            && a.charAt(i - 1) == b.charAt(j - 2)
            && a.charAt(i - 2) == b.charAt(j - 1)) {
          cost[i][j] = Math.min(cost[i][j], cost[i - 2][j - 2] + 1);
        }
      }
    }
    return cost[a.length()][b.length()];
  }

  private static int cheapest(int[][] cost, int i, int j, boolean same) {
    int aligned = cost[i - 1][j - 1] + (same ? 0 : 1);
    return Math.min(aligned, 1 + Math.min(cost[i - 1][j], cost[i][j - 1]));
  }
}
