package dev.flatline.core.feature;

/// The ladder of CPU levels at which a workload's own past is kept, 0.09 and 0.12 of capacity, then
/// 0.15 to 0.95 in steps of 0.05, and the logarithmic code of a stretch's length. The lowest is a
/// tenth of capacity less the scatter of a miner that holds it.
public final class Levels {
  /// How many levels there are.
  public static final int COUNT = 19;

  /// The shortest stretch that is remembered: one sample of the coarsest usual source.
  static final long SHORTEST_MILLIS = 5 * 60_000L;

  /// The shortest stretch that counts as like another: two such samples.
  static final long SHORTEST_LIKE_MILLIS = 2 * SHORTEST_MILLIS;

  private static final double LOWEST = 0.09;
  private static final double SECOND = 0.12;

  /// How many levels lie below the even steps.
  private static final int BELOW_STEPS = 2;

  private static final double STEPS_PER_UNIT = 20;

  /// Number of the first even step, 0.15.
  private static final int FIRST_STEP = 3;

  /// Steps of the code per doubling of the length: a quarter octave resolves 19 %.
  static final int STEPS_PER_OCTAVE = 4;

  private static final long[] SHORTEST_OF_CODE = new long[Byte.MAX_VALUE + 1];

  static {
    for (int code = 1; code < SHORTEST_OF_CODE.length; code++) {
      double octaves = (code - 1.0) / STEPS_PER_OCTAVE;
      SHORTEST_OF_CODE[code] = Math.round(SHORTEST_MILLIS * Math.pow(2, octaves));
    }
  }

  private Levels() {}

  /// The level of this number, a share of capacity.
  public static double level(int index) {
    return switch (index) {
      case 0 -> LOWEST;
      case 1 -> SECOND;
      default -> (index - BELOW_STEPS + FIRST_STEP) / STEPS_PER_UNIT;
    };
  }

  /// How many levels lie at or below this CPU.
  public static int reached(double cpu) {
    int step = (int) Math.floor(cpu * STEPS_PER_UNIT + 1e-9);
    if (step >= FIRST_STEP) {
      return Math.min(COUNT, step - FIRST_STEP + 1 + BELOW_STEPS);
    }
    return cpu >= SECOND - 1e-9 ? 2 : cpu >= LOWEST - 1e-9 ? 1 : 0;
  }

  /// The code of a length: 0 below 5 minutes, then one more with every quarter octave; monotone.
  public static int code(long millis) {
    if (millis < SHORTEST_MILLIS) {
      return 0;
    }
    double octaves = Math.log((double) millis / SHORTEST_MILLIS) / Math.log(2);
    return Math.min(Byte.MAX_VALUE, 1 + (int) Math.floor(octaves * STEPS_PER_OCTAVE + 1e-9));
  }

  /// The shortest length of this code, in milliseconds; 0 of code 0.
  public static long shortestMillis(int code) {
    return SHORTEST_OF_CODE[code];
  }

  /// The code that a past stretch needs to count as like one of this length: at least half as long,
  /// and at least ten minutes.
  public static int likeCode(long millis) {
    return code(Math.max(SHORTEST_LIKE_MILLIS, millis / 2));
  }
}
