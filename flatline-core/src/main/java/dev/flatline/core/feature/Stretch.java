package dev.flatline.core.feature;

import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.core.telemetry.Owner;
import org.jspecify.annotations.Nullable;

/// A time during which CPU stayed above a level, still going on, with what the workload's own past
/// says of the like.
///
/// @param levelIndex number of the level on the ladder of [Levels]
/// @param sinceMillis event time of its first sample
/// @param untilMillis event time of its newest sample
/// @param blindMillis how much of the time between the two was not measured and does not count
/// @param riseAtOnset by how much CPU rose within its first two minutes with samples above the half
///     hour before it, a share of capacity; 0 where nothing is known of that half hour
/// @param past what came before it
public record Stretch(
    int levelIndex,
    long sinceMillis,
    long untilMillis,
    long blindMillis,
    double riseAtOnset,
    Past past) {

  /// One that was measured from its beginning on.
  public Stretch(
      int levelIndex, long sinceMillis, long untilMillis, double riseAtOnset, Past past) {
    this(levelIndex, sinceMillis, untilMillis, 0, riseAtOnset, past);
  }

  /// The part of a step that does not grow with its height, and the part that does: what a
  /// plateau's own scatter cannot explain, the tolerance at which it is followed.
  private static final double LEAST_STEP = PlateauTracker.TOLERANCE_SHARE;

  private static final double STEP_OF_LEVEL = PlateauTracker.TOLERANCE_OF_LEVEL;

  /// How much longer than the longest, as far as that is known: 1.6 times at least where it was a
  /// fifth longer, and found before it is twice as long.
  public static final double LONGER = 1.9;

  /// The shortest length that outlasts anything: what took one hour takes two the next day. Of
  /// four, five and six hours the one at which nine of ten miners on batch VMs are noticed in
  /// time (`docs/evaluation.md`).
  public static final long LEAST_OUTLASTING_MILLIS = 4 * 3_600_000L;

  /// How long a peak of an hour is, and more. Origin: of the flat stretches that were new to the
  /// VMs of a hosting fleet a third ended sooner (`docs/evaluation.md`).
  public static final long LASTING_MILLIS = 2 * 3_600_000L;

  /// The workload's own past, as far as it is kept, up to where the stretch began.
  ///
  /// @param likeDays days on which a stretch above the level lasted at least half as long; shorter
  ///     ones count in part ([LevelHistory])
  /// @param observedDays how much of the time was observed, in days, 30 at most
  /// @param longestMillis the length of the longest stretch above the level, to a fifth of it
  ///     (never more than it was), 0 where there was none
  /// @param ofOwner the same of the days before the workload was born, of whatever pods its owner
  ///     had then; null where it has none
  public record Past(
      double likeDays, double observedDays, long longestMillis, @Nullable Past ofOwner) {

    /// Of a workload without an owner.
    public Past(double likeDays, double observedDays, long longestMillis) {
      this(likeDays, observedDays, longestMillis, null);
    }

    /// The same after this past of its owner.
    Past after(Past owners) {
      return new Past(likeDays, observedDays, longestMillis, owners);
    }

    /// Days with the like, its owner's included.
    public double likeDaysInAll() {
      return ofOwner == null ? likeDays : likeDays + ofOwner.likeDays;
    }

    /// Days observed, its owner's included.
    public double observedDaysInAll() {
      return ofOwner == null ? observedDays : observedDays + ofOwner.observedDays;
    }

    /// The longest, its owner's included.
    public long longestMillisInAll() {
      return ofOwner == null ? longestMillis : Math.max(longestMillis, ofOwner.longestMillis);
    }

    /// Writes what [#read] reads.
    public void write(StateWriter to) {
      to.putDoubles(likeDays, observedDays);
      to.putLong(longestMillis);
      to.putOptional(ofOwner, Past::write);
    }

    /// What was written.
    public static Past read(StateReader from) {
      double[] days = from.getDoubles(2);
      return new Past(days[0], days[1], from.getLong(), from.getOptional(Past::read));
    }
  }

  /// Writes what [#read] reads.
  public void write(StateWriter to) {
    to.putInt(levelIndex);
    to.putLong(sinceMillis);
    to.putLong(untilMillis - sinceMillis);
    to.putLong(blindMillis);
    to.putDoubles(riseAtOnset);
    past.write(to);
  }

  /// What was written.
  public static Stretch read(StateReader from) {
    int level = from.getInt(Levels.COUNT - 1);
    long since = from.getLong();
    long until = since + from.getLong();
    return new Stretch(level, since, until, from.getLong(), from.getDouble(), Past.read(from));
  }

  /// The level, a share of capacity.
  public double level() {
    return Levels.level(levelIndex);
  }

  /// How long it lasts, as far as it was measured.
  public long durationMillis() {
    return untilMillis - sinceMillis - blindMillis;
  }

  /// Whether it began with a step.
  public boolean beganWithAStep() {
    return riseAtOnset >= leastStep();
  }

  /// The least rise to its level that is a step.
  public double leastStep() {
    return step(level());
  }

  /// The least rise to a level, or fall from it, that is a step.
  static double step(double level) {
    return LEAST_STEP + STEP_OF_LEVEL * level;
  }

  /// Whether it has lasted for long enough to be more than a peak.
  public boolean lasts() {
    return durationMillis() >= LASTING_MILLIS;
  }

  /// Whether it lasts longer than any that the past holds above its level, by so much that no one
  /// calls it the same, and less than twice: [#LONGER]. Where there was none it is new, not longer.
  public boolean outlastsThePast() {
    return past.longestMillisInAll() > 0
        && durationMillis() >= LEAST_OUTLASTING_MILLIS
        && durationMillis() >= LONGER * past.longestMillisInAll();
  }

  /// Days before it with the like.
  public double likeDays() {
    return past.likeDaysInAll();
  }

  /// How much of the time before it was observed, in days, 30 at most.
  public double observedDays() {
    return past.observedDaysInAll();
  }

  /// The same after what its workload's owner had before the workload was born.
  ///
  /// @param bornDay the workload's first day
  /// @param day of the question
  public Stretch after(FleetOwners owners, Owner owner, long bornDay, long day) {
    int code = Levels.likeCode(durationMillis());
    long startDay = LevelHistory.day(sinceMillis);
    Past before = owners.past(owner, levelIndex, code, bornDay, startDay, day);
    return new Stretch(
        levelIndex, sinceMillis, untilMillis, blindMillis, riseAtOnset, past.after(before));
  }
}
