package dev.flatline.core.feature;

import java.util.ArrayList;
import java.util.List;

/// The same answers as [LevelStretches] and [LevelHistory], from all minutes that ever were.
final class NaiveStretches {
  record Minute(long firstMillis, long lastMillis, double cpu, boolean afterBreak) {}

  record Ended(int level, long sinceMillis, long untilMillis) {}

  private final List<Minute> minutes = new ArrayList<>();
  private boolean broken = true;

  void observe(long firstMillis, long lastMillis, double cpu) {
    minutes.add(new Minute(firstMillis, lastMillis, cpu, broken));
    broken = false;
  }

  void breakOff() {
    broken = true;
  }

  long today() {
    return LevelHistory.day(minutes.getLast().lastMillis());
  }

  /// Since when the level's stretch lasts, or −1 where it has none.
  long sinceMillis(int level) {
    long since = -1;
    for (int i = broken ? -1 : minutes.size() - 1; i >= 0 && isAbove(i, level); i--) {
      since = minutes.get(i).firstMillis();
      if (minutes.get(i).afterBreak()) {
        break;
      }
    }
    return since;
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
      if (!minute.afterBreak() && day > today() - LevelHistory.DAYS && day <= upToDay) {
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
      boolean ends = minutes.get(i).afterBreak() || !isAbove(i, level);
      if (since >= 0 && ends) {
        ended.add(new Ended(level, since, minutes.get(i - 1).lastMillis()));
        since = -1;
      }
      if (since < 0 && isAbove(i, level)) {
        since = minutes.get(i).firstMillis();
      }
    }
    if (since >= 0 && broken) {
      ended.add(new Ended(level, since, minutes.getLast().lastMillis()));
    }
  }

  private boolean isAbove(int minute, int level) {
    return minutes.get(minute).cpu() >= Levels.level(level);
  }
}
