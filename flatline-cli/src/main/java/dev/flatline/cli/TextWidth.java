package dev.flatline.cli;

import java.util.ArrayList;
import java.util.List;

/// Text by the columns it takes on a terminal: East Asian wide characters and emoji take two, marks
/// none.
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
  ///
  /// @param ellipsis what stands for the middle
  static String shortened(String text, int columns, String ellipsis) {
    if (of(text) <= columns) {
      return text;
    }
    int[] points = text.codePoints().toArray();
    int room = columns - of(ellipsis);
    int head = 0;
    int headColumns = 0;
    while (headColumns + columns(points[head]) <= (room + 1) / 2) {
      headColumns += columns(points[head++]);
    }
    int tail = points.length;
    int tailColumns = 0;
    while (tailColumns + columns(points[tail - 1]) <= room - headColumns) {
      tailColumns += columns(points[--tail]);
    }
    return new String(points, 0, head) + ellipsis + new String(points, tail, points.length - tail);
  }

  /// The text in lines of at most so many columns, broken at spaces; a word that is longer than a
  /// line is broken wherever it must be.
  static List<String> wrapped(String text, int columns) {
    List<String> lines = new ArrayList<>();
    StringBuilder line = new StringBuilder();
    int used = 0;
    for (String word : text.split(" ", -1)) {
      for (String part : parts(word, columns)) {
        int width = of(part);
        if (used > 0 && used + 1 + width > columns) {
          lines.add(line.toString());
          line.setLength(0);
          used = 0;
        }
        line.append(used == 0 ? "" : " ").append(part);
        used = of(line.toString());
      }
    }
    lines.add(line.toString());
    return lines;
  }

  /// A word in parts of at most so many columns.
  private static List<String> parts(String word, int columns) {
    if (of(word) <= columns) {
      return List.of(word);
    }
    List<String> parts = new ArrayList<>();
    StringBuilder part = new StringBuilder();
    int used = 0;
    for (int point : word.codePoints().toArray()) {
      if (used + columns(point) > columns) {
        parts.add(part.toString());
        part.setLength(0);
        used = 0;
      }
      part.appendCodePoint(point);
      used += columns(point);
    }
    parts.add(part.toString());
    return parts;
  }

  private static int columns(int point) {
    return switch (Character.getType(point)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isJoining(point) ? 0 : isWide(point) ? 2 : 1;
    };
  }

  /// Vowels and finals that join the consonant before them (Hangul Jamo).
  private static boolean isJoining(int point) {
    return point >= 0x1160 && point <= 0x11FF;
  }

  /// The blocks that Unicode's East Asian Width (UAX 11) gives two columns.
  private static boolean isWide(int point) {
    return (point >= 0x1100 && point <= 0x115F)
        || (point >= 0x2E80 && point <= 0xA4CF)
        || (point >= 0xAC00 && point <= 0xD7A3)
        || (point >= 0xF900 && point <= 0xFAFF)
        || (point >= 0xFE30 && point <= 0xFE6F)
        || (point >= 0xFF00 && point <= 0xFF60)
        || (point >= 0x20000 && point <= 0x3FFFD)
        || Character.isEmojiPresentation(point);
  }
}
