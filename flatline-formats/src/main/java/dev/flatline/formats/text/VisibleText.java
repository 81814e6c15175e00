package dev.flatline.formats.text;

/// Makes the invisible visible. Names of workloads come from whoever may start one: control
/// characters, terminal escapes, direction overrides and zero-width characters are written out as
/// `<U+001B>`, so that no name can act on a terminal, reorder the line or pass for another name.
public final class VisibleText {
  /// No script stacks more marks on a letter than this; more of them only paint over their
  /// neighbours.
  private static final int MOST_MARKS_IN_A_ROW = 4;

  private VisibleText() {}

  /// The text with each control, format, line-separator and unpaired surrogate character escaped,
  /// and each mark after the fourth in a row. The same text where there is none.
  public static String of(String text) {
    StringBuilder visible = new StringBuilder(text.length());
    int marks = 0;
    for (int at = 0; at < text.length(); ) {
      int codePoint = text.codePointAt(at);
      int type = Character.getType(codePoint);
      marks = isMark(type) ? marks + 1 : 0;
      if (isInvisible(type) || marks > MOST_MARKS_IN_A_ROW) {
        visible.append(escape(codePoint));
      } else {
        visible.appendCodePoint(codePoint);
      }
      at += Character.charCount(codePoint);
    }
    return visible.toString();
  }

  /// A character that cannot be shown, written out: `<U+202E>`.
  public static String escape(int codePoint) {
    return "<U+%04X>".formatted(codePoint);
  }

  /// The text made visible, in at most so many characters (Unicode code points); a longer one loses
  /// its middle, because what tells names apart stands at their ends.
  ///
  /// @throws IllegalArgumentException where the limit leaves no room for both ends
  public static String shortened(String text, int mostCodePoints) {
    if (mostCodePoints < 3) {
      throw new IllegalArgumentException("no room for both ends in " + mostCodePoints);
    }
    String visible = of(text);
    if (visible.codePointCount(0, visible.length()) <= mostCodePoints) {
      return visible;
    }
    int tail = (mostCodePoints - 1) / 2;
    int headEnd = visible.offsetByCodePoints(0, mostCodePoints - 1 - tail);
    int tailStart = visible.offsetByCodePoints(visible.length(), -tail);
    return visible.substring(0, headEnd) + "…" + visible.substring(tailStart);
  }

  private static boolean isMark(int type) {
    return type == Character.NON_SPACING_MARK
        || type == Character.ENCLOSING_MARK
        || type == Character.COMBINING_SPACING_MARK;
  }

  private static boolean isInvisible(int type) {
    return type == Character.CONTROL
        || type == Character.FORMAT
        || type == Character.SURROGATE
        || type == Character.LINE_SEPARATOR
        || type == Character.PARAGRAPH_SEPARATOR;
  }
}
