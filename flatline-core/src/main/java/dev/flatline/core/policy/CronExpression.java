package dev.flatline.core.policy;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/// Minutes of local time in cron's notation: minute, hour, day of month, month, day of week. As in
/// crontab(5), a day fits when day of month *and* day of week do, but when neither field begins
/// with `*` one of them is enough.
public final class CronExpression {
  private static final int FIELDS = 5;

  /// By month from January: how many days it has at most.
  private static final int[] LONGEST_MONTH_DAYS = {31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};

  private final String text;
  private final long[] bits;
  private final boolean eitherDay;

  private CronExpression(String text, long[] bits, boolean eitherDay) {
    this.text = text;
    this.bits = bits;
    this.eitherDay = eitherDay;
  }

  /// Reads an expression of five fields.
  ///
  /// @throws IllegalArgumentException naming everything that is wrong with it
  public static CronExpression parse(String text) {
    String[] fields = text.strip().split("\\s+");
    if (fields.length != FIELDS) {
      throw new IllegalArgumentException(
          "needs 5 fields (" + CronField.order() + "), has " + fields.length);
    }
    long[] bits = new long[FIELDS];
    List<String> refusals = new ArrayList<>();
    for (CronField field : CronField.values()) {
      try {
        bits[field.ordinal()] = field.bitsOf(fields[field.ordinal()]);
      } catch (IllegalArgumentException refused) {
        refusals.add(refused.getMessage());
      }
    }
    if (!refusals.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", refusals));
    }
    boolean eitherDay =
        !fields[CronField.DAY_OF_MONTH.ordinal()].startsWith("*")
            && !fields[CronField.DAY_OF_WEEK.ordinal()].startsWith("*");
    return checked(new CronExpression(String.join(" ", fields), bits, eitherDay));
  }

  private static CronExpression checked(CronExpression expression) {
    if (!expression.eitherDay && !expression.hasDayInSomeMonth()) {
      throw new IllegalArgumentException("none of its months has any of its days");
    }
    return expression;
  }

  private boolean hasDayInSomeMonth() {
    for (int month = 1; month <= LONGEST_MONTH_DAYS.length; month++) {
      long days = (2L << LONGEST_MONTH_DAYS[month - 1]) - 1;
      if (has(CronField.MONTH, month) && (bits[CronField.DAY_OF_MONTH.ordinal()] & days) != 0) {
        return true;
      }
    }
    return false;
  }

  /// Whether any minute of this date fits.
  boolean hasDay(LocalDate date) {
    if (!has(CronField.MONTH, date.getMonthValue())) {
      return false;
    }
    boolean dayOfMonth = has(CronField.DAY_OF_MONTH, date.getDayOfMonth());
    boolean dayOfWeek = has(CronField.DAY_OF_WEEK, date.getDayOfWeek().getValue() % 7);
    return eitherDay ? dayOfMonth || dayOfWeek : dayOfMonth && dayOfWeek;
  }

  boolean hasHour(int hour) {
    return has(CronField.HOUR, hour);
  }

  boolean hasMinute(int minute) {
    return has(CronField.MINUTE, minute);
  }

  private boolean has(CronField field, int value) {
    return (bits[field.ordinal()] >> value & 1) == 1;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CronExpression expression && text.equals(expression.text);
  }

  @Override
  public int hashCode() {
    return text.hashCode();
  }

  /// The expression as it was written, with single spaces.
  @Override
  public String toString() {
    return text;
  }
}
