package dev.flatline.core.policy;

import java.time.LocalDate;
import java.time.Month;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/// Minutes of local time in cron's notation: minute, hour, day of month, month, day of week. As in
/// crontab(5), a day fits when day of month *and* day of week do, but when neither field begins
/// with `*` one of them is enough.
public final class CronExpression {
  private final String text;
  private final Map<CronField, CronValues> fields;

  private CronExpression(String text, Map<CronField, CronValues> fields) {
    this.text = text;
    this.fields = fields;
  }

  /// Reads an expression of five fields.
  ///
  /// @throws IllegalArgumentException naming everything that is wrong with it
  public static CronExpression parse(String text) {
    String[] written = text.strip().split("\\s+");
    CronField[] order = CronField.values();
    if (written.length != order.length) {
      throw new IllegalArgumentException(
          "needs 5 fields (" + CronField.order() + "), has " + written.length);
    }
    Map<CronField, CronValues> fields = new EnumMap<>(CronField.class);
    List<String> refusals = new ArrayList<>();
    for (int i = 0; i < order.length; i++) {
      try {
        fields.put(order[i], order[i].parse(written[i]));
      } catch (IllegalArgumentException refused) {
        refusals.add(refused.getMessage());
      }
    }
    if (!refusals.isEmpty()) {
      throw new IllegalArgumentException(String.join("; ", refusals));
    }
    CronExpression expression = new CronExpression(String.join(" ", written), fields);
    if (!expression.canHappen()) {
      throw new IllegalArgumentException("none of its months has any of its days");
    }
    return expression;
  }

  private boolean canHappen() {
    return eitherDay()
        || Arrays.stream(Month.values())
            .filter(month -> values(CronField.MONTH).has(month.getValue()))
            .anyMatch(month -> values(CronField.DAY_OF_MONTH).hasAnyUpTo(month.maxLength()));
  }

  /// Whether any minute of this date fits.
  boolean hasDay(LocalDate date) {
    if (!values(CronField.MONTH).has(date.getMonthValue())) {
      return false;
    }
    boolean dayOfMonth = values(CronField.DAY_OF_MONTH).has(date.getDayOfMonth());
    boolean dayOfWeek = values(CronField.DAY_OF_WEEK).has(date.getDayOfWeek().getValue() % 7);
    return eitherDay() ? dayOfMonth || dayOfWeek : dayOfMonth && dayOfWeek;
  }

  boolean hasHour(int hour) {
    return values(CronField.HOUR).has(hour);
  }

  boolean hasMinute(int minute) {
    return values(CronField.MINUTE).has(minute);
  }

  private boolean eitherDay() {
    return !values(CronField.DAY_OF_MONTH).beginsWithStar()
        && !values(CronField.DAY_OF_WEEK).beginsWithStar();
  }

  private CronValues values(CronField field) {
    return Objects.requireNonNull(fields.get(field));
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
