package dev.flatline.formats;

import java.util.List;
import java.util.stream.Collectors;

/// Foreign text in our messages: in quotes, cut, and without characters that act on a terminal.
public final class Excerpt {
  private static final int MAX_CHARACTERS = 60;
  private static final int MAX_ITEMS = 40;

  private Excerpt() {}

  /// The text in single quotes.
  public static String of(String text) {
    String cut = text.length() > MAX_CHARACTERS ? text.substring(0, MAX_CHARACTERS) + "…" : text;
    return "'" + printable(cut) + "'";
  }

  /// Several texts, separated by commas.
  public static String of(List<String> texts) {
    String list = texts.stream().limit(MAX_ITEMS).map(Excerpt::of).collect(Collectors.joining(", "));
    int left = texts.size() - MAX_ITEMS;
    return left > 0 ? list + " and " + left + " more" : list;
  }

  /// The text with U+FFFD in the place of every control character.
  public static String printable(String text) {
    return text.chars().noneMatch(Character::isISOControl)
        ? text
        : text.codePoints()
            .map(c -> Character.isISOControl(c) ? 0xFFFD : c)
            .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
            .toString();
  }
}
