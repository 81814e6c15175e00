package dev.flatline.core.feature;

import dev.flatline.core.feature.Stretch.Past;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The stretches of one workload that go on now: for each level since when CPU has stayed at or
/// above it, minute by minute. Levels are nested, so those with a stretch are always the lowest
/// ones. The cost of an update is the number of levels crossed.
///
/// The past that a stretch is compared with ends where the stretch begins. While it goes on, that
/// past would fade out of the 30 days kept; so what it says is kept from [#SETTLED_DAYS] days on,
/// when the length that a like one must have no longer grows.
public final class LevelStretches {
  /// From this many days on nothing that is asked of the past changes: half as long is more than 30
  /// hours.
  static final int SETTLED_DAYS = 4;

  private final long[] sinceMillis = new long[Levels.COUNT];
  private final @Nullable Past[] settled = new @Nullable Past[Levels.COUNT];
  private final LevelHistory history = new LevelHistory();
  private final OnsetRises rises = new OnsetRises();
  private int reached;
  private long lastMillis = Long.MIN_VALUE;
  private boolean bridged;
  private boolean blind;
  private final BlindTimes blindTimes = new BlindTimes();
  private @Nullable Bursts bursts;

  /// Begun with the first burst, and with the first minute above a level. One that has not begun
  /// here was left by another workload, and is used again when one is read.
  private @Nullable BurstTracker burstTracker;

  private boolean hasBursts;
  private @Nullable FloorTracker floorTracker;
  private boolean hasFloors;
  private @Nullable Floor floor;

  /// Nothing observed yet.
  public LevelStretches() {}

  /// What is remembered of the stretches that are over.
  public LevelHistory history() {
    return history;
  }

  /// The newest minute with samples.
  ///
  /// @param firstMillis event time of the minute's first sample
  /// @param lastSampleMillis event time of its last
  /// @param cpu its mean
  public void observe(long firstMillis, long lastSampleMillis, double cpu) {
    int now = Levels.reached(cpu);
    if (blind) {
      seeAgain(firstMillis, now);
    }
    if (LevelHistory.day(lastSampleMillis) > history.today()) {
      settle(LevelHistory.day(lastSampleMillis));
      history.turnTo(LevelHistory.day(lastSampleMillis));
    }
    long elapsed = lastMillis == Long.MIN_VALUE ? 0 : lastSampleMillis - lastMillis;
    if (!bridged) {
      history.observe(LevelHistory.day(lastSampleMillis), elapsed);
    }
    noteBurst(now);
    endDownTo(now);
    rises.observe(reached, now, cpu, elapsed);
    while (reached < now) {
      sinceMillis[reached++] = firstMillis;
    }
    lastMillis = lastSampleMillis;
    bridged = false;
  }

  /// What else was measured in the newest minute.
  ///
  /// @param cpu its mean once more
  /// @param network bytes per second, NaN where unmeasured
  /// @param disk the same
  public void observeThroughput(double cpu, double network, double disk) {
    if (burstTracker != null && hasBursts) {
      burstTracker.observe(reached, lastMillis, cpu, network, disk);
    }
    if (reached > 0 && !hasFloors) {
      floorTracker = new FloorTracker();
      hasFloors = true;
    }
    floor =
        floorTracker == null || !hasFloors
            ? null
            : floorTracker.observe(lastMillis, cpu, reached, this);
  }

  /// The floor under work that the half hour before the newest minute was at; null where it was at
  /// none, or the minute is not the first of its half hour.
  public @Nullable Floor floor() {
    return floor;
  }

  /// The short stretches that came again and again and of which the newest has just ended; null
  /// where the minute ended none.
  public @Nullable Bursts bursts() {
    return bursts;
  }

  /// A minute that ends levels ends a burst where the highest that lasted for long enough did not
  /// last too long, and CPU rose to it with a step. That it is over is its fall.
  private void noteBurst(int now) {
    bursts = null;
    for (int level = reached - 1; level >= now; level--) {
      long length = lengthMillis(level);
      if (length >= BurstTracker.SHORTEST_MILLIS) {
        boolean step = rises.rise(level) >= Stretch.step(Levels.level(level));
        boolean seen = blindTimes.millis(level) == 0;
        if (step && seen && length <= BurstTracker.LONGEST_MILLIS) {
          burstTracker = burstTracker == null || !hasBursts ? new BurstTracker() : burstTracker;
          hasBursts = true;
          bursts = burstTracker.add(level, sinceMillis[level], lastMillis, history);
        }
        return;
      }
    }
  }

  /// Nothing was observed for a while that is too short to end a stretch: what is at or above a
  /// level before and after it has stayed there. The time counts for the length of the stretch, not
  /// as observed.
  public void bridge() {
    bridged = true;
  }

  /// Nothing was observed for longer than that, though not for days. What is near its limit before
  /// and after it goes on; the time between does not count for its length. All else is over.
  public void goBlind() {
    if (reached > ActiveDays.LEVEL) {
      blind = true;
    } else {
      breakOff();
    }
  }

  /// Nothing was observed for longer than a gap may be: all stretches end with the last sample.
  public void breakOff() {
    endDownTo(0);
    breakOffTrackers();
    lastMillis = Long.MIN_VALUE;
    bridged = false;
    blind = false;
  }

  /// How many levels, from the lowest, have a stretch.
  public int reached() {
    return reached;
  }

  /// How long the stretch above the lowest level lasts, 0 where there is none.
  public long longestMillis() {
    return reached == 0 ? 0 : lengthMillis(0);
  }

  /// Since when the stretch above a level that has one lasts.
  public long sinceMillis(int level) {
    return sinceMillis[level];
  }

  /// Since when it was measured without a blind time.
  long seenSinceMillis(int level) {
    return blindTimes.seenSinceMillis(level, sinceMillis[level]);
  }

  /// How long the stretch above a level that has one lasts, as far as it was measured.
  public long lengthMillis(int level) {
    return lastMillis - sinceMillis[level] - blindTimes.millis(level);
  }

  /// The code of the length that the stretch above a level that has one had when this day ended; 0
  /// where it began later.
  int codeAtEndOf(int level, long day) {
    long end = Math.min(lastMillis, (day + 1) * LevelHistory.DAY_MILLIS);
    return Levels.code(Math.max(0, end - sinceMillis[level] - blindTimes.millis(level)));
  }

  /// The code of the longest stretch above a level on this day, those that go on included.
  int longestCode(int level, long day) {
    int code = history.longestCode(level, day);
    return level < reached ? Math.max(code, codeAtEndOf(level, day)) : code;
  }

  /// Event time of the newest sample.
  public long lastMillis() {
    return lastMillis;
  }

  /// When the youngest stretch of at least this length began, which is the one above the highest
  /// level; there must be one.
  public long youngestSince(long millis) {
    int level = reached - 1;
    while (level > 0 && lengthMillis(level) < millis) {
      level--;
    }
    return sinceMillis[level];
  }

  /// The stretches of at least this length, highest level first. Of levels whose stretches began
  /// together only the highest is told: it is the rarest.
  public List<Stretch> atLeast(long millis) {
    List<Stretch> stretches = new ArrayList<>(2);
    long toldSince = Long.MAX_VALUE;
    for (int level = reached - 1; level >= 0; level--) {
      long since = sinceMillis[level];
      if (lengthMillis(level) >= millis && since < toldSince) {
        stretches.add(stretch(level));
        toldSince = since;
      }
    }
    return stretches;
  }

  /// Whether a stretch is one of the longest that the past holds.
  ///
  /// @param longer on how many days there may have been one as long
  public boolean isAmongLongest(Stretch stretch, int longer) {
    int code = Levels.code(stretch.durationMillis());
    long upToDay = LevelHistory.day(stretch.sinceMillis());
    return history.daysWith(stretch.levelIndex(), code, upToDay) <= longer;
  }

  /// On which of the days kept the workload computed near its limit.
  public ActiveDays activeDays() {
    return ActiveDays.of(history);
  }

  /// Writes what another can [#read].
  void write(StateWriter to, long nearMillis) {
    to.putMillis(lastMillis, nearMillis);
    to.putBoolean(bridged);
    to.putBoolean(blind);
    to.putInt(reached);
    long near = lastMillis;
    for (int level = reached - 1; level >= 0; level--) {
      to.putLong(near - sinceMillis[level]);
      near = sinceMillis[level];
      to.putOptional(settled[level], Past::write);
    }
    blindTimes.write(to, reached);
    rises.write(to, reached);
    history.write(to, LevelHistory.day(nearMillis));
    to.putBoolean(hasBursts);
    if (burstTracker != null && hasBursts) {
      burstTracker.write(to, nearMillis);
    }
    to.putBoolean(hasFloors);
    if (floorTracker != null && hasFloors) {
      floorTracker.write(to, nearMillis);
    }
  }

  /// Becomes what was written.
  void read(StateReader from, long nearMillis) {
    lastMillis = from.getMillis(nearMillis);
    bridged = from.getBoolean();
    blind = from.getBoolean();
    reached = from.getInt(Levels.COUNT);
    Arrays.fill(settled, reached, Levels.COUNT, null);
    bursts = null;
    floor = null;
    long near = lastMillis;
    for (int level = reached - 1; level >= 0; level--) {
      near -= from.getLong();
      sinceMillis[level] = near;
      settled[level] = from.getOptional(Past::read);
    }
    blindTimes.read(from, reached);
    rises.read(from, reached);
    history.read(from, LevelHistory.day(nearMillis));
    hasBursts = from.getBoolean();
    if (hasBursts) {
      burstTracker = burstTracker == null ? new BurstTracker() : burstTracker;
      burstTracker.read(from, nearMillis);
    }
    hasFloors = from.getBoolean();
    if (hasFloors) {
      floorTracker = floorTracker == null ? new FloorTracker() : floorTracker;
      floorTracker.read(from, nearMillis);
    }
  }

  private void seeAgain(long firstMillis, int now) {
    int kept = Math.min(reached, now);
    if (kept <= ActiveDays.LEVEL) {
      breakOff();
      return;
    }
    endDownTo(kept);
    blindTimes.add(kept, lastMillis, firstMillis);
    breakOffTrackers();
    bridged = true;
    blind = false;
  }

  private void breakOffTrackers() {
    rises.breakOff();
    if (floorTracker != null && hasFloors) {
      floorTracker.breakOff();
    }
  }

  private Stretch stretch(int level) {
    Past settledPast = settled[level];
    Past past = settledPast == null ? past(level) : settledPast;
    return new Stretch(
        level, sinceMillis[level], lastMillis, blindTimes.millis(level), rises.rise(level), past);
  }

  private Past past(int level) {
    long startDay = LevelHistory.day(sinceMillis[level]);
    int code = Levels.likeCode(lengthMillis(level));
    return history.past(level, code, startDay);
  }

  private void settle(long newDay) {
    for (int level = 0; level < reached; level++) {
      long startDay = LevelHistory.day(sinceMillis[level] + blindTimes.millis(level));
      if (settled[level] == null && newDay - startDay >= SETTLED_DAYS) {
        settled[level] = past(level);
      }
    }
  }

  private void endDownTo(int remaining) {
    while (reached > remaining) {
      reached--;
      settled[reached] = null;
      history.record(reached, sinceMillis[reached] + blindTimes.millis(reached), lastMillis);
      blindTimes.end(reached);
    }
  }
}
