package dev.flatline.server.recent;

import dev.flatline.formats.report.CompactValue;
import dev.flatline.formats.report.Spread;

/// One metric of one minute in four bytes: the mean as [CompactValue] and how far
/// the least and the greatest lie from it, in 255ths. What was flat stays flat.
final class Cell {
  /// How many bytes one takes.
  static final int BYTES = 4;

  private static final double STEPS = 255;

  /// One step more, and the greatest would be infinite.
  private static final int MOST_ABOVE = 254;

  private Cell() {}

  /// Writes what was measured in a minute, none of it negative.
  static void put(byte[] into, int at, double least, double mean, double greatest) {
    short kept = CompactValue.encode(mean);
    into[at] = (byte) (kept >>> Byte.SIZE);
    into[at + 1] = (byte) kept;
    into[at + 2] = (byte) (mean > 0 ? Math.round(STEPS * (1 - Math.min(1, least / mean))) : 0);
    into[at + 3] =
        (byte)
            (greatest > mean ? Math.min(MOST_ABOVE, Math.round(STEPS * (1 - mean / greatest))) : 0);
  }

  /// Writes that nothing was measured.
  static void putUnmeasured(byte[] into, int at) {
    put(into, at, 0, Double.NaN, 0);
  }

  /// What is written there.
  static Spread get(byte[] from, int at) {
    double mean = CompactValue.decode((short) ((from[at] << Byte.SIZE) | (from[at + 1] & 0xFF)));
    if (Double.isNaN(mean)) {
      return Spread.UNMEASURED;
    }
    double below = (from[at + 2] & 0xFF) / STEPS;
    double above = Math.min(MOST_ABOVE, from[at + 3] & 0xFF) / STEPS;
    return new Spread(mean * (1 - below), mean, mean / (1 - above));
  }
}
