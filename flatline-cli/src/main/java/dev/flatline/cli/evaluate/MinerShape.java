package dev.flatline.cli.evaluate;

import java.util.Locale;

/// How a miner that is laid over a workload spreads its work over time.
public enum MinerShape {
  /// The same share of capacity all the time.
  STEADY("the same share of capacity all the time"),
  /// Held down by a CFS quota, which it always exhausts.
  QUOTA("held down by a CFS quota"),
  /// Stopped and continued many times a second.
  DUTY_CYCLED("stopped and continued many times a second"),
  /// Rises over two hours, then stays.
  RAMP("rises over 2 h, then stays"),
  /// From 22 to 6 o'clock UTC.
  NIGHTS("from 22:00 to 06:00 UTC only"),
  /// Takes what the workload leaves of a fixed total.
  LOAD_FOLLOWING("fills the workload's own CPU up to a fixed total"),
  /// Twenty minutes every three hours.
  SHORT("20 min every 3 h"),
  /// On one workload in five at once.
  MANY("the same share all the time, on one workload in five at once");

  private static final long MINUTE = 60_000;
  private static final long HOUR = 60 * MINUTE;
  private static final long DAY = 24 * HOUR;
  private static final long RAMP_MILLIS = 2 * HOUR;
  private static final long NIGHT_FROM = 22 * HOUR;
  private static final long NIGHT_TO = 6 * HOUR;
  private static final long BURST_EVERY = 3 * HOUR;
  private static final long BURST = 20 * MINUTE;

  private final String text;

  MinerShape(String text) {
    this.text = text;
  }

  /// The name in reports and on the command line.
  public String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  /// What it does, in words.
  public String text() {
    return text;
  }

  /// Whether a miner of this shape can have the noise of this recording.
  public boolean fits(MinerRecording recording) {
    return this != DUTY_CYCLED || recording.isPaused();
  }

  /// The share of capacity that it asks for on top of the workload's own, before noise.
  ///
  /// @param level the share of capacity that it is set to
  /// @param own what the workload itself uses
  /// @param sinceStart milliseconds since it moved in
  /// @param atMillis event time
  double share(double level, double own, long sinceStart, long atMillis) {
    return switch (this) {
      case STEADY, QUOTA, DUTY_CYCLED, MANY -> level;
      case RAMP -> level * Math.min(1, (double) sinceStart / RAMP_MILLIS);
      case NIGHTS -> isNight(Math.floorMod(atMillis, DAY)) ? level : 0;
      case LOAD_FOLLOWING -> Math.max(0, level - own);
      case SHORT -> sinceStart % BURST_EVERY < BURST ? level : 0;
    };
  }

  private static boolean isNight(long ofDay) {
    return ofDay >= NIGHT_FROM || ofDay < NIGHT_TO;
  }
}
