package dev.flatline.cli;

import dev.flatline.formats.text.VisibleText;

/// Text from outside, made harmless for a terminal: nothing in it can act on the terminal, reorder
/// a line or pass for something else.
final class TerminalText {
  /// LEFT-TO-RIGHT MARK: takes no room, and neutral characters beside it count as left to right.
  private static final String LEFT_TO_RIGHT = "\u200E";

  private static final int FIRST_BEYOND_ASCII = 0x80;

  private TerminalText() {}

  /// The text with what is invisible written out, and where the terminal shows ASCII only also
  /// everything beyond.
  static String of(String text, Terminal terminal) {
    String visible = VisibleText.of(text);
    if (terminal.unicode()) {
      return visible;
    }
    StringBuilder ascii = new StringBuilder(visible.length());
    visible.codePoints().forEach(codePoint -> appendAscii(ascii, codePoint));
    return ascii.toString();
  }

  /// The text between marks, where it holds letters written from right to left: a terminal that
  /// reorders them does so within the text and leaves the rest of the line in place.
  static String isolated(String text) {
    return text.codePoints().anyMatch(TerminalText::isRightToLeft)
        ? LEFT_TO_RIGHT + text + LEFT_TO_RIGHT
        : text;
  }

  private static void appendAscii(StringBuilder ascii, int codePoint) {
    if (codePoint < FIRST_BEYOND_ASCII) {
      ascii.append((char) codePoint);
    } else {
      ascii.append(VisibleText.escape(codePoint));
    }
  }

  private static boolean isRightToLeft(int codePoint) {
    byte direction = Character.getDirectionality(codePoint);
    return direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT
        || direction == Character.DIRECTIONALITY_RIGHT_TO_LEFT_ARABIC
        || direction == Character.DIRECTIONALITY_ARABIC_NUMBER;
  }
}
