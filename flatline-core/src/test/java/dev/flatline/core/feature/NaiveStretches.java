package dev.flatline.core.feature;

import java.util.ArrayList;
import java.util.List;

/// The same answers as [LevelStretches] and [LevelHistory], from all minutes that ever were.
final class NaiveStretches {
  enum Before {
    MINUTE,
    BLIND,
    BREAK
  }

  record Minute(long firstMillis, long lastMillis, double cpu, Before before) {}

  /// One that is over; what was not measured lies before it.
  record Ended(int level, long sinceMillis, long untilMillis) {}

  private final List<Minute> minutes = new ArrayList<>();
  private Before next = Before.BREAK;

  void observe(long firstMillis, long lastMillis, double cpu) {
    minutes.add(new Minute(firstMillis, lastMillis, cpu, next));
    next = Before.MINUTE;
  }

  void goBlind() {
    next = Before.BLIND;
  }

  void breakOff() {
    next = Before.BREAK;
  }

  long today() {
    return LevelHistory.day(minutes.getLast().lastMillis());
  }

  /// Since when the level's stretch lasts, or −1 where it has none.
  long sinceMillis(int level) {
    int first = first(level);
    return first < 0 ? -1 : minutes.get(first).firstMillis();
  }

  /// How long it lasts, as far as it was measured.
  long lengthMillis(int level) {
    int first = first(level);
    long blind = 0;
    for (int i = first + 1; i < minutes.size(); i++) {
      blind += blindMillis(i);
    }
    return minutes.getLast().lastMillis() - minutes.get(first).firstMillis() - blind;
  }

  private int first(int level) {
    int last = minutes.size() - 1;
    if (next == Before.BREAK || last < 0 || !isAbove(last, level)) {
      return -1;
    }
    int first = last;
    while (goesOn(first, level)) {
      first--;
    }
    return first;
  }

  private long blindMillis(int minute) {
    Minute one = minutes.get(minute);
    return one.before() == Before.BLIND
        ? one.firstMillis() - minutes.get(minute - 1).lastMillis()
        : 0;
  }

  /// Whether the level's stretch of this minute did not begin with it.
  private boolean goesOn(int minute, int level) {
    return switch (minutes.get(minute).before()) {
      case MINUTE -> isAbove(minute - 1, level);
      case BREAK -> false;
      case BLIND ->
          isAbove(minute - 1, level)
              && isAbove(minute - 1, ActiveDays.LEVEL)
              && isAbove(minute, ActiveDays.LEVEL);
    };
  }

  List<Ended> ended() {
    List<Ended> ended = new ArrayList<>();
    for (int level = 0; level < Levels.COUNT; level++) {
      addEnded(level, ended);
    }
    return ended;
  }

  int daysWith(List<Ended> ended, int level, int code, long upToDay) {
    int days = 0;
    for (long day = today() - LevelHistory.DAYS + 1; day <= Math.min(upToDay, today()); day++) {
      days += longestCode(ended, level, day) >= code ? 1 : 0;
    }
    return days;
  }

  double observedDays(long upToDay) {
    long millis = 0;
    for (int i = 1; i < minutes.size(); i++) {
      Minute minute = minutes.get(i);
      long day = LevelHistory.day(minute.lastMillis());
      if (minute.before() == Before.MINUTE && day > today() - LevelHistory.DAYS && day <= upToDay) {
        millis += minute.lastMillis() - minutes.get(i - 1).lastMillis();
      }
    }
    return (double) millis / LevelHistory.DAY_MILLIS;
  }

  static int longestCode(List<Ended> ended, int level, long day) {
    long end = (day + 1) * LevelHistory.DAY_MILLIS;
    int longest = 0;
    for (Ended one : ended) {
      boolean touches =
          LevelHistory.day(one.sinceMillis()) <= day && LevelHistory.day(one.untilMillis()) >= day;
      boolean counts = one.untilMillis() - one.sinceMillis() >= Levels.SHORTEST_MILLIS;
      if (one.level() == level && touches && counts) {
        long reached = Math.min(end, one.untilMillis()) - one.sinceMillis();
        longest = Math.max(longest, Levels.code(reached));
      }
    }
    return longest;
  }

  private void addEnded(int level, List<Ended> ended) {
    long since = -1;
    for (int i = 0; i < minutes.size(); i++) {
      boolean goesOn = isAbove(i, level) && goesOn(i, level);
      if (since >= 0 && !goesOn) {
        ended.add(new Ended(level, since, minutes.get(i - 1).lastMillis()));
        since = -1;
      }
      since += goesOn ? blindMillis(i) : 0;
      if (since < 0 && isAbove(i, level)) {
        since = minutes.get(i).firstMillis();
      }
    }
    if (since >= 0 && next == Before.BREAK) {
      ended.add(new Ended(level, since, minutes.getLast().lastMillis()));
    }
  }

  private boolean isAbove(int minute, int level) {
    return minutes.get(minute).cpu() >= Levels.level(level);
  }
}
