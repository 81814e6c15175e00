package dev.flatline.formats;

import java.util.Locale;
import java.util.OptionalDouble;

/// Numbers as they are written in telemetry.
public final class DecimalText {
  /// What [#plain] answers for text that it leaves to [#parse].
  public static final double NOT_PLAIN = -1;

  /// So many digits fit into a long.
  private static final int MAX_PLAIN_CHARACTERS = 18;

  /// Every integer up to this one is a double.
  private static final long LARGEST_EXACT = 1L << 53;

  private static final double[] POWERS_OF_TEN = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15, 1e16, 1e17
  };

  private DecimalText() {}

  /// The value of a short unsigned decimal such as `160900` or `0.0047`, [#NOT_PLAIN] for any other
  /// text. Makes no garbage.
  ///
  /// Mantissa and power of ten are both doubles without error (10^22 is the largest such power), so
  /// that their one division is rounded once and equals [Double#parseDouble] (Clinger, "How to read
  /// floating point numbers accurately", PLDI 1990, section 3).
  public static double plain(char[] text, int from, int to) {
    if (to - from > MAX_PLAIN_CHARACTERS) {
      return NOT_PLAIN;
    }
    long mantissa = 0;
    int point = to;
    for (int i = from; i < to; i++) {
      int digit = text[i] - '0';
      if (digit >= 0 && digit <= 9) {
        mantissa = mantissa * 10 + digit;
      } else if (digit == '.' - '0' && point == to) {
        point = i;
      } else {
        return NOT_PLAIN;
      }
    }
    if (point == to) {
      return to == from || mantissa > LARGEST_EXACT ? NOT_PLAIN : mantissa;
    }
    boolean exact = to - from > 1 && mantissa <= LARGEST_EXACT;
    return exact ? mantissa / POWERS_OF_TEN[to - point - 1] : NOT_PLAIN;
  }

  /// The value of any decimal, also with a sign or an exponent, and of `NaN`, `Inf` and `Infinity`
  /// in any case; empty for text that is no number. Java's own suffixes and hexadecimals are no
  /// numbers.
  public static OptionalDouble parse(String text) {
    String number = text.strip();
    for (int i = 0; i < number.length(); i++) {
      if ("0123456789.+-eE".indexOf(number.charAt(i)) < 0) {
        return word(number);
      }
    }
    try {
      return OptionalDouble.of(Double.parseDouble(number));
    } catch (NumberFormatException notANumber) {
      return OptionalDouble.empty();
    }
  }

  private static OptionalDouble word(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "nan", "+nan", "-nan" -> OptionalDouble.of(Double.NaN);
      case "inf", "+inf", "infinity", "+infinity" -> OptionalDouble.of(Double.POSITIVE_INFINITY);
      case "-inf", "-infinity" -> OptionalDouble.of(Double.NEGATIVE_INFINITY);
      default -> OptionalDouble.empty();
    };
  }
}
