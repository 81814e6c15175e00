package dev.flatline.core.policy;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.zone.ZoneRules;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Begins at minutes of local time. A minute that the clocks skip takes place at the moment they
/// jump; one that they show twice takes place twice, because schedulers differ in which they take.
///
/// @param expression which minutes
/// @param zone whose clocks
public record CronSchedule(CronExpression expression, ZoneId zone) implements Schedule {
  private static final int HOURS_PER_DAY = 24;
  private static final int MINUTES_PER_HOUR = 60;

  /// Walks the local dates between the two moments, one more before and after: a change of offset
  /// can carry a minute across midnight. The first hit may be followed by an earlier one only where
  /// clocks go back over midnight, hence a look at one more date after it.
  @Override
  public Optional<Instant> firstBetween(Instant earliest, Instant latest) {
    if (latest.isBefore(earliest)) {
      return Optional.empty();
    }
    LocalDate last = LocalDate.ofInstant(latest, zone).plusDays(1);
    Instant first = null;
    for (LocalDate date = LocalDate.ofInstant(earliest, zone).minusDays(1);
        !date.isAfter(last);
        date = date.plusDays(1)) {
      boolean foundBefore = first != null;
      if (expression.hasDay(date)) {
        first = earlier(first, firstOnDate(date, earliest, latest));
      }
      if (foundBefore) {
        break;
      }
    }
    return Optional.ofNullable(first);
  }

  private @Nullable Instant firstOnDate(LocalDate date, Instant earliest, Instant latest) {
    Instant first = null;
    for (int hour = 0; hour < HOURS_PER_DAY; hour++) {
      for (int minute = 0; expression.hasHour(hour) && minute < MINUTES_PER_HOUR; minute++) {
        if (expression.hasMinute(minute)) {
          for (Instant moment : momentsOf(date.atTime(hour, minute))) {
            boolean within = !moment.isBefore(earliest) && !moment.isAfter(latest);
            first = within ? earlier(first, moment) : first;
          }
        }
      }
    }
    return first;
  }

  private List<Instant> momentsOf(LocalDateTime local) {
    ZoneRules rules = zone.getRules();
    List<ZoneOffset> offsets = rules.getValidOffsets(local);
    return offsets.isEmpty()
        ? List.of(Objects.requireNonNull(rules.getTransition(local)).getInstant())
        : offsets.stream().map(local::toInstant).toList();
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  @Override
  public String description() {
    return "at \"" + expression + "\" " + zone;
  }
}
