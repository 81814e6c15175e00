package dev.flatline.core.feature;

import java.util.Random;

/// Minutes of a workload that rests, works and works hard, for hours or days each, drawn from a
/// seed.
final class RandomMinutes {
  private static final long MINUTE = 60_000;

  private final Random random;
  private long atMillis;
  private double level;
  private long untilMillis;

  RandomMinutes(long seed) {
    this.random = new Random(seed);
    this.atMillis = 1_600_000_000_000L + random.nextLong(LevelHistory.DAY_MILLIS);
  }

  /// Takes minutes one after the other.
  interface Taker {
    void minute(long firstMillis, long lastMillis, double cpu);

    /// The next minute comes within a day and a half.
    void goBlind();

    void breakOff();
  }

  /// So many minutes with samples, one to twenty minutes apart, with a break now and then.
  void feed(int count, Taker taker) {
    for (int i = 0; i < count; i++) {
      if (random.nextInt(400) == 0) {
        pause(taker);
      }
      atMillis += MINUTE * (1 + random.nextInt(20));
      long first = atMillis + random.nextInt(30_000);
      taker.minute(first, first + random.nextInt(30_000), cpu());
    }
  }

  private void pause(Taker taker) {
    if (random.nextBoolean()) {
      taker.goBlind();
      atMillis += random.nextLong(FeatureWindow.LONGEST_BLIND_MILLIS);
    } else {
      taker.breakOff();
      atMillis += random.nextLong(5 * LevelHistory.DAY_MILLIS);
    }
  }

  private double cpu() {
    if (atMillis >= untilMillis) {
      level = random.nextInt(20) / 20.0;
      long longest = random.nextInt(10) == 0 ? 4 * LevelHistory.DAY_MILLIS : 300 * MINUTE;
      untilMillis = atMillis + random.nextLong(longest);
    }
    return level + 0.1 * random.nextDouble();
  }
}
