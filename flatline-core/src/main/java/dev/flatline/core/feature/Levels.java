package dev.flatline.core.feature;

/// The ladder of CPU levels at which a workload's own past is kept, 0.15 to 0.95 of capacity in
/// steps of 0.05, and the logarithmic code of a stretch's length.
public final class Levels {
  /// How many levels there are.
  public static final int COUNT = 17;

  /// The shortest stretch that is remembered: one sample of the coarsest usual source.
  static final long SHORTEST_MILLIS = 5 * 60_000L;

  /// The shortest stretch that counts as like another: two such samples.
  static final long SHORTEST_LIKE_MILLIS = 2 * SHORTEST_MILLIS;

  /// The longest that a past stretch is asked to have lasted to count as like another: where it
  /// lasted longer than a day, that is all a day can tell of it. The longest length that
  /// [FleetHistory] tells apart.
  static final long LONGEST_LIKE_MILLIS = 30 * 3_600_000L;

  /// Steps of the code per doubling of the length: a quarter octave resolves 19 %.
  static final int STEPS_PER_OCTAVE = 4;

  private Levels() {}

  /// The level of this number, a share of capacity.
  public static double level(int index) {
    return (index + 3) / 20.0;
  }

  /// How many levels lie at or below this CPU.
  public static int reached(double cpu) {
    int reached = (int) Math.floor(cpu * 20 + 1e-9) - 2;
    return Math.max(0, Math.min(COUNT, reached));
  }

  /// The code of a length: 0 below 5 minutes, then one more with every quarter octave; monotone.
  public static int code(long millis) {
    if (millis < SHORTEST_MILLIS) {
      return 0;
    }
    double octaves = Math.log((double) millis / SHORTEST_MILLIS) / Math.log(2);
    return Math.min(Byte.MAX_VALUE, 1 + (int) Math.floor(octaves * STEPS_PER_OCTAVE + 1e-9));
  }

  /// The code that a past stretch needs to count as like one of this length: at least half as long,
  /// and at least ten minutes.
  public static int likeCode(long millis) {
    return code(Math.max(SHORTEST_LIKE_MILLIS, millis / 2));
  }
}
