package dev.flatline.cli;

import java.util.ArrayList;
import java.util.List;

/// Text by the columns it takes on a terminal: East Asian wide characters take two, marks none.
final class TextWidth {
  private TextWidth() {}

  static int of(String text) {
    return text.codePoints().map(TextWidth::columns).sum();
  }

  /// The text, filled with spaces to so many columns.
  static String padded(String text, int columns) {
    return text + " ".repeat(Math.max(0, columns - of(text)));
  }

  /// At most so many columns; a longer text loses its middle, because what tells names apart stands
  /// at their ends.
  static String shortened(String text, int columns) {
    if (of(text) <= columns) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    StringBuilder start = new StringBuilder();
    StringBuilder end = new StringBuilder();
    int left = columns - 1;
    for (int i = 0; left > 0; i++) {
      int point = i % 2 == 0 ? points[i / 2] : points[points.length - 1 - i / 2];
      left -= columns(point);
      if (left >= 0) {
        int place = i % 2 == 0 ? start.length() : 0;
        (i % 2 == 0 ? start : end).insert(place, Character.toString(point));
      }
    }
    return start + "…" + end;
  }

  /// The text in lines of at most so many columns, broken at spaces where there are any.
  static List<String> wrapped(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    for (String word : text.split(" ", -1)) {
      if (!line.isEmpty() && of(line.toString()) + 1 + of(word) > columns) {
        lines.add(line.toString());
        line.setLength(0);
      }
      line.append(line.isEmpty() ? "" : " ").append(word);
    }
    lines.add(line.toString());
    return lines;
  }

  private static int columns(int point) {
    int type = Character.getType(point);
    if (type == Character.NON_SPACING_MARK || type == Character.ENCLOSING_MARK) {
      return 0;
    }
    return isWide(point) ? 2 : 1;
  }

  /// The blocks that Unicode's East Asian Width (UAX 11) gives two columns.
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0x1F300 && point <= 0x1FAFF)
        || (point >= 0x20000 && point <= 0x3FFFD);
  }
}
