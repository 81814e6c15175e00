package dev.flatline.cli;

/// A course of shares as one line of characters, 0 at the bottom and 1 at the top.
final class Sparkline {
  private static final String BLOCKS = "▁▂▃▄▅▆▇█";
  private static final String ASCII = "_.-=+*#@";
  private static final char GAP = ' ';

  private Sparkline() {}

  /// At most so many characters; a longer course is averaged. Where nothing was measured, a space.
  static String of(double[] shares, int width, boolean unicode) {
    int cells = Math.min(width, shares.length);
    StringBuilder line = new StringBuilder(cells);
    for (int cell = 0; cell < cells; cell++) {
      double mean = mean(shares, cell * shares.length / cells, (cell + 1) * shares.length / cells);
      line.append(Double.isNaN(mean) ? GAP : level(mean, unicode ? BLOCKS : ASCII));
    }
    return line.toString();
  }

  private static char level(double share, String levels) {
    int level = (int) Math.floor(share * levels.length());
    return levels.charAt(Math.max(0, Math.min(levels.length() - 1, level)));
  }

  private static double mean(double[] values, int from, int to) {
    double sum = 0;
    int count = 0;
    for (int i = from; i < to; i++) {
      if (!Double.isNaN(values[i])) {
        sum += values[i];
        count++;
      }
    }
    return count == 0 ? Double.NaN : sum / count;
  }
}
