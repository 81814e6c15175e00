package dev.flatline.formats;

import dev.flatline.formats.text.VisibleText;
import java.util.List;
import java.util.stream.Collectors;

/// Foreign text in our messages: in quotes, shortened, and without characters that act on a
/// terminal.
public final class Excerpt {
  private static final int MOST_CODE_POINTS = 60;
  private static final int MOST_ITEMS = 40;

  private Excerpt() {}

  /// The text in single quotes.
  public static String of(String text) {
    return "'" + VisibleText.of(VisibleText.shortened(text, MOST_CODE_POINTS)) + "'";
  }

  /// Several texts, separated by commas.
  public static String of(List<String> texts) {
    String list =
        texts.stream().limit(MOST_ITEMS).map(Excerpt::of).collect(Collectors.joining(", "));
    int left = texts.size() - MOST_ITEMS;
    return left > 0 ? list + " and " + left + " more" : list;
  }
}
