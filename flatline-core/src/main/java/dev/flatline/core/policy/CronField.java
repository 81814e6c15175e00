package dev.flatline.core.policy;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// One of the five fields of a cron expression, and how it is written (crontab(5)): `*`, a number,
/// a name, a range, a range or `*` with a step, and lists of these.
enum CronField {
  MINUTE("minute", 0, 59, ""),
  HOUR("hour", 0, 23, ""),
  DAY_OF_MONTH("day of month", 1, 31, ""),
  MONTH("month", 1, 12, "jan, feb, mar, apr, may, jun, jul, aug, sep, oct, nov, dec"),
  /// 0 and 7 are both Sunday.
  DAY_OF_WEEK("day of week", 0, 7, "sun, mon, tue, wed, thu, fri, sat");

  private final String title;
  private final int least;
  private final int most;

  /// From the least value on, separated by comma and space; empty where there are none.
  private final String names;

  CronField(String title, int least, int most, String names) {
    this.title = title;
    this.least = least;
    this.most = most;
    this.names = names;
  }

  /// The values that a field means.
  ///
  /// @throws IllegalArgumentException saying what was found and what is allowed
  CronValues parse(String field) {
    long bits = 0;
    for (String part : field.split(",", -1)) {
      bits |= bitsOfPart(part);
    }
    return new CronValues(bits, field.startsWith("*"));
  }

  private long bitsOfPart(String part) {
    int slash = part.indexOf('/');
    String range = slash < 0 ? part : part.substring(0, slash);
    int dash = range.indexOf('-');
    if (slash >= 0 && dash < 0 && !range.equals("*")) {
      throw refused(part, "a step follows * or a range, as in *" + part.substring(slash));
    }
    int step = slash < 0 ? 1 : stepOf(part, part.substring(slash + 1));
    if (range.equals("*")) {
      return bits(least, this == DAY_OF_WEEK ? 6 : most, step);
    }
    int first = numberOf(dash < 0 ? range : range.substring(0, dash));
    int last = dash < 0 ? first : numberOf(range.substring(dash + 1));
    if (this == DAY_OF_WEEK && last == 0 && first > 0) {
      last = 7;
    }
    if (last < first) {
      throw refused(part, "a range runs upwards");
    }
    return bits(first, last, step);
  }

  private long bits(int first, int last, int step) {
    long bits = 0;
    for (int value = first; value <= last; value += step) {
      bits |= 1L << (this == DAY_OF_WEEK ? value % 7 : value);
    }
    return bits;
  }

  private int stepOf(String part, String step) {
    int value = number(step);
    if (value < 1 || value > most) {
      throw refused(part, "a step is a number from 1 to " + most);
    }
    return value;
  }

  private int numberOf(String text) {
    int value = number(text);
    if (value < 0 && !text.isEmpty()) {
      int named = List.of(names.split(", ")).indexOf(text.toLowerCase(Locale.ROOT));
      value = named < 0 ? -1 : named + least;
    }
    if (value < least || value > most) {
      throw refused(text, "allowed are " + allowed());
    }
    return value;
  }

  /// -1 where the text is no number of one or two digits.
  private static int number(String text) {
    boolean digits = text.chars().allMatch(c -> c >= '0' && c <= '9');
    return digits && !text.isEmpty() && text.length() <= 2 ? Integer.parseInt(text) : -1;
  }

  private String allowed() {
    String numbers = least + " to " + most;
    return names.isEmpty()
        ? numbers + ", *, ranges, lists and steps"
        : numbers + ", " + names + ", *, ranges, lists and steps";
  }

  private IllegalArgumentException refused(String found, String why) {
    return new IllegalArgumentException(title + " \"" + found + "\": " + why);
  }

  /// The names of all fields in their order.
  static String order() {
    return Arrays.stream(values()).map(field -> field.title).collect(Collectors.joining(", "));
  }
}
