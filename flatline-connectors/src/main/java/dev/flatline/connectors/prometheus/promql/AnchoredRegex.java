package dev.flatline.connectors.prometheus.promql;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/// A regular expression of Prometheus (RE2) that must match a whole value. What RE2 does not
/// have is refused; and as Java's expressions may take exponential time, matching is given up,
/// as if it did not match, after reading a bounded number of characters.
public final class AnchoredRegex {
  private static final int MOST_READS = 200_000;
  private static final int FLAGS = Pattern.UNIX_LINES | Pattern.UNICODE_CASE;

  /// Look-around, atomic groups, possessive quantifiers, references back, and what Java reads in
  /// character classes: nested ones and intersections.
  private static final Pattern NOT_OF_RE2 =
      Pattern.compile(
          "\\(\\?(?:<?[=!]|>)|(?<!\\\\)[*+?}]\\+|(?<!\\\\)\\\\[1-9kGZRXNhHvV]"
              + "|\\[[^\\]\\\\]*(?:\\[|&&)");

  private static final Pattern REFERENCE = Pattern.compile("\\$(\\$|\\{(\\w+)}|(\\w+))");

  private final String text;
  private final Pattern pattern;

  private AnchoredRegex(String text, Pattern pattern) {
    this.text = text;
    this.pattern = pattern;
  }

  /// The expression of a text.
  ///
  /// @throws IllegalArgumentException where it is none
  static AnchoredRegex of(String text) {
    if (NOT_OF_RE2.matcher(text).find()) {
      throw new IllegalArgumentException("\"" + text + "\" is no regular expression of RE2");
    }
    try {
      return new AnchoredRegex(text, Pattern.compile(text.replace("(?P<", "(?<"), FLAGS));
    } catch (PatternSyntaxException e) {
      throw new IllegalArgumentException(
          "\"" + text + "\" is no regular expression: " + e.getDescription(), e);
    }
  }

  /// Whether the whole value matches.
  public boolean matches(String value) {
    return matcher(value).isPresent();
  }

  /// The replacement with what the groups matched filled in, empty where the value does not
  /// match.
  public Optional<String> replaced(String value, String replacement) {
    return matcher(value)
        .map(
            found ->
                REFERENCE
                    .matcher(replacement)
                    .replaceAll(
                        reference -> Matcher.quoteReplacement(filled(found, reference.group()))));
  }

  private Optional<Matcher> matcher(String value) {
    Matcher matcher = pattern.matcher(new CountedText(value));
    try {
      return matcher.matches() ? Optional.of(matcher) : Optional.empty();
    } catch (TooManyReadsException | StackOverflowError e) {
      return Optional.empty();
    }
  }

  private static String filled(Matcher found, String reference) {
    String name = reference.replaceAll("[${}]", "");
    if (name.isEmpty()) {
      return "$";
    }
    String group = null;
    if (name.matches("[0-9]{1,3}")) {
      int number = Integer.parseInt(name);
      group = number <= found.groupCount() ? found.group(number) : null;
    } else if (found.namedGroups().containsKey(name)) {
      group = found.group(name);
    }
    return group == null ? "" : group;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof AnchoredRegex that && text.equals(that.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  @Override
  public String toString() {
    return text;
  }

  private static final class TooManyReadsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    TooManyReadsException() {
      super("too many reads", null, false, false);
    }
  }

  /// A text that can be read only so often.
  private static final class CountedText implements CharSequence {
    private final String text;
    private int reads;

    CountedText(String text) {
      this.text = text;
    }

    @Override
    public int length() {
      return text.length();
    }

    @Override
    public char charAt(int index) {
      if (++reads > MOST_READS) {
        throw new TooManyReadsException();
      }
      return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int start, int end) {
      return text.substring(start, end);
    }

    @Override
    public String toString() {
      return text;
    }
  }
}
