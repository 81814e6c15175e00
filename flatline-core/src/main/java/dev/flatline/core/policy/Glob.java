package dev.flatline.core.policy;

import java.util.Arrays;

/// A pattern over a whole text: `*` stands for any run of characters (also none, also with `/` in
/// it), `?` for one character, `\` takes the next character as it is. Upper and lower case differ.
/// Matching takes at most text × pattern steps, whatever the pattern.
public final class Glob {
  private static final int ANY_RUN = -1;
  private static final int ANY_ONE = -2;

  private final String pattern;
  private final int[] symbols;

  /// The characters before the first wildcard and after the last: most texts that do not fit differ
  /// in one of them, which takes no look at the rest.
  private final String head;

  private final String tail;

  private Glob(String pattern, int[] symbols) {
    this.pattern = pattern;
    this.symbols = symbols;
    this.head = literal(0, firstWildcard());
    this.tail = literal(lastWildcard() + 1, symbols.length);
  }

  private int firstWildcard() {
    int i = 0;
    while (i < symbols.length && symbols[i] >= 0) {
      i++;
    }
    return i;
  }

  private int lastWildcard() {
    int i = symbols.length - 1;
    while (i >= 0 && symbols[i] >= 0) {
      i--;
    }
    return i;
  }

  private String literal(int from, int to) {
    return new String(symbols, from, to - from);
  }

  /// Reads a pattern.
  ///
  /// @throws IllegalArgumentException where it is empty or ends in a lone backslash
  public static Glob of(String pattern) {
    if (pattern.isEmpty()) {
      throw new IllegalArgumentException("an empty pattern matches nothing; * matches everything");
    }
    int[] symbols = new int[pattern.length()];
    int size = 0;
    int[] characters = pattern.codePoints().toArray();
    for (int i = 0; i < characters.length; i++) {
      if (characters[i] == '\\') {
        i++;
        if (i == characters.length) {
          throw new IllegalArgumentException("a backslash needs a character after it");
        }
        symbols[size++] = characters[i];
      } else {
        symbols[size++] = symbolOf(characters[i]);
      }
    }
    return new Glob(pattern, Arrays.copyOf(symbols, size));
  }

  private static int symbolOf(int character) {
    return character == '*' ? ANY_RUN : character == '?' ? ANY_ONE : character;
  }

  /// Whether the whole text fits.
  public boolean matches(String text) {
    return text.startsWith(head) && text.endsWith(tail) && absorbs(text.codePoints().toArray());
  }

  /// Whether this surely matches whatever the other matches. A `false` may be wrong where the two
  /// are written differently, as `?*` and `*?` are.
  public boolean covers(Glob other) {
    return absorbs(other.symbols);
  }

  /// Greedy, going back only to the last `*`: what that one takes need never be shorter than the
  /// shortest that got this far, so earlier ones need no second try.
  private boolean absorbs(int[] input) {
    int at = 0;
    int afterRun = -1;
    int retryFrom = 0;
    for (int i = 0; i < input.length; ) {
      if (at < symbols.length && symbols[at] == ANY_RUN) {
        at++;
        afterRun = at;
        retryFrom = i;
      } else if (at < symbols.length && takes(symbols[at], input[i])) {
        at++;
        i++;
      } else if (afterRun >= 0) {
        at = afterRun;
        retryFrom++;
        i = retryFrom;
      } else {
        return false;
      }
    }
    while (at < symbols.length && symbols[at] == ANY_RUN) {
      at++;
    }
    return at == symbols.length;
  }

  private static boolean takes(int symbol, int input) {
    return symbol == ANY_ONE ? input != ANY_RUN : symbol == input;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Glob glob && Arrays.equals(symbols, glob.symbols);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(symbols);
  }

  /// The pattern as it was written.
  @Override
  public String toString() {
    return pattern;
  }
}
