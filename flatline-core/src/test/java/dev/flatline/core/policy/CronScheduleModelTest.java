package dev.flatline.core.policy;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.time.zone.ZoneOffsetTransition;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The search against a walk over every minute that passes, in zones that change their clocks by an
/// hour, by half an hour, at midnight, and by a whole day.
class CronScheduleModelTest {
  private static final int SEARCHES = 1_000;

  private static final List<ZoneId> ZONES =
      List.of(
          ZoneId.of("UTC"),
          ZoneId.of("Europe/Berlin"),
          ZoneId.of("America/New_York"),
          ZoneId.of("Australia/Lord_Howe"),
          ZoneId.of("America/Havana"),
          ZoneId.of("America/St_Johns"),
          ZoneId.of("Asia/Kathmandu"),
          ZoneId.of("Pacific/Apia"));

  @ParameterizedTest
  @ValueSource(longs = {11, 12, 13, 14})
  void firstBetween_equalsWalkMinuteByMinute(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int hits = 0;
    for (int i = 0; i < SEARCHES; i++) {
      Field[] fields = Field.randomFive(random);
      ZoneId zone = ZONES.get(random.nextInt(ZONES.size()));
      Instant earliest = near(changeOfClocks(zone, random), random);
      Instant latest = earliest.plusSeconds(random.nextLong(Duration.ofDays(3).toSeconds()));

      CronSchedule schedule = new CronSchedule(CronExpression.parse(text(fields)), zone);
      Optional<Instant> expected = walk(fields, zone, earliest, latest);

      assertThat(schedule.firstBetween(earliest, latest))
          .as("seed %d: \"%s\" %s from %s to %s", seed, text(fields), zone, earliest, latest)
          .isEqualTo(expected);
      hits += expected.isPresent() ? 1 : 0;
    }
    assertThat(hits).as("searches that find something").isBetween(SEARCHES / 3, SEARCHES);
  }

  private static Instant near(Instant moment, SplittableRandom random) {
    long reachSeconds = random.nextBoolean() ? 100_000 : 200;
    return moment.plusSeconds(random.nextLong(-reachSeconds, reachSeconds / 10));
  }

  private static Instant changeOfClocks(ZoneId zone, SplittableRandom random) {
    Instant start = Instant.parse("2008-01-01T00:00:00Z").plusSeconds(random.nextLong(130_000_000));
    ZoneOffsetTransition change = zone.getRules().nextTransition(start);
    return change == null ? start : change.getInstant();
  }

  private static Optional<Instant> walk(
      Field[] fields, ZoneId zone, Instant earliest, Instant latest) {
    Instant minute = earliest.truncatedTo(ChronoUnit.MINUTES);
    for (; !minute.isAfter(latest); minute = minute.plusSeconds(60)) {
      boolean within = !minute.isBefore(earliest);
      LocalDateTime now = LocalDateTime.ofInstant(minute, zone);
      if (within && (fits(fields, now) || anySkippedFits(fields, zone, minute))) {
        return Optional.of(minute);
      }
    }
    return Optional.empty();
  }

  private static boolean anySkippedFits(Field[] fields, ZoneId zone, Instant minute) {
    ZoneOffsetTransition change = zone.getRules().nextTransition(minute.minusMillis(1));
    if (change == null || !change.getInstant().equals(minute)) {
      return false;
    }
    LocalDateTime skipped = change.getDateTimeBefore();
    for (; skipped.isBefore(change.getDateTimeAfter()); skipped = skipped.plusMinutes(1)) {
      if (fits(fields, skipped)) {
        return true;
      }
    }
    return false;
  }

  private static boolean fits(Field[] fields, LocalDateTime now) {
    boolean dayOfMonth = fields[2].values().contains(now.getDayOfMonth());
    boolean dayOfWeek = fields[4].values().contains(now.getDayOfWeek().getValue() % 7);
    boolean restricted = !fields[2].text().startsWith("*") && !fields[4].text().startsWith("*");
    return fields[0].values().contains(now.getMinute())
        && fields[1].values().contains(now.getHour())
        && fields[3].values().contains(now.getMonthValue())
        && (restricted ? dayOfMonth || dayOfWeek : dayOfMonth && dayOfWeek);
  }

  private static String text(Field[] fields) {
    return List.of(fields).stream().map(Field::text).collect(Collectors.joining(" "));
  }

  /// A field whose meaning is known because the text is made from it.
  private record Field(String text, Set<Integer> values) {

    static Field[] randomFive(SplittableRandom random) {
      return new Field[] {
        random(random, 0, 59),
        random(random, 0, 23),
        anyOr(random, random(random, 1, 31), 1, 31),
        anyOr(random, random(random, 1, 12), 1, 12),
        anyOr(random, random(random, 0, 6), 0, 6)
      };
    }

    private static Field anyOr(SplittableRandom random, Field field, int least, int most) {
      return random.nextInt(3) > 0 ? stepped("*", least, most, 1) : field;
    }

    /// Begins no later than 28, a day that every month has.
    private static Field random(SplittableRandom random, int least, int most) {
      int first = random.nextInt(least, Math.min(most, 28) + 1);
      int last = random.nextInt(first, most + 1);
      int step = random.nextInt(1, Math.max(2, most / 2));
      return switch (random.nextInt(6)) {
        case 0 -> stepped("" + first, first, first, 1);
        case 1 -> stepped(first + "-" + last, first, last, 1);
        case 2 -> stepped(first + "-" + last + "/" + step, first, last, step);
        case 3 -> stepped("*/" + step, least, most, step);
        case 4 -> list(first, last);
        default -> stepped("*", least, most, 1);
      };
    }

    private static Field stepped(String text, int first, int last, int step) {
      return new Field(
          text,
          IntStream.rangeClosed(first, last)
              .filter(value -> (value - first) % step == 0)
              .boxed()
              .collect(Collectors.toSet()));
    }

    private static Field list(int first, int last) {
      return new Field(first + "," + last, new TreeSet<>(List.of(first, last)));
    }
  }
}
