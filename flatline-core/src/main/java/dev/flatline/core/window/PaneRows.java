package dev.flatline.core.window;

import dev.flatline.core.numeric.Moments;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;

/// The row of one pane as bytes, mostly 14 to 23: moments of CPU, and behind them means of
/// what was measured beside it.
///
/// Two bytes say what follows. A pane of one sample has no variance. A double takes no byte, four
/// or seven: sign and upper exponent are those of a share, or of a usual throughput; else eight.
final class PaneRows {
  private static final int NOT_A_NUMBER = 0;
  private static final int ZERO = 1;
  private static final int SINGLE = 2;
  private static final int DOUBLE = 3;
  private static final int FIRST_TOP = 4;

  /// The uppermost byte of a double that is so written without it: below 2, and above 2^-16 where
  /// a share is not 0; below 2^17; below 2^33.
  private static final int LOWEST_TOP = 0x3F;

  private static final int HIGHEST_TOP = 0x41;
  private static final int TOP_AT = Long.SIZE - Byte.SIZE;

  private static final int[] WIDTHS = {0, 0, 4, 8, 7, 7, 7, 0};

  /// How many panes lie between one and the next: that of samples every minute or more often, every
  /// two, every five; 0 is any other.
  private static final int[] GAPS = {0, 1, 2, 5};

  private static final int SHAPE_BYTES = 2;
  private static final int SEVERAL = 1 << 2;
  private static final int FIRST_TAG = 3;

  /// Bits of the tags of CPU and what follows it in a row; the two shares at its end are mostly
  /// absent or 0.
  private static final int[] TAG_BITS = {3, 3, 3, 2, 2};

  private static final int ORIGIN = 1;
  private static final int OFFSET = 2;
  private static final int M2 = 3;

  private PaneRows() {}

  /// @param gap how many panes after the one before
  static void write(double[] rows, int row, long gap, StateWriter to) {
    boolean several = rows[row] != 1;
    int shape = gapCode(gap) | (several ? SEVERAL : 0);
    int bit = FIRST_TAG;
    for (int i = 0; i < TAG_BITS.length; i++) {
      shape |= tag(rows[cell(row, i)], i) << bit;
      bit += TAG_BITS[i];
    }
    to.putLow(shape, SHAPE_BYTES);
    if (gapCode(gap) == 0) {
      to.putLong(gap);
    }
    if (several) {
      to.putLong((long) rows[row]);
      to.putRaw(rows[row + OFFSET]);
      to.putRaw(rows[row + M2]);
    }
    int tags = shape >>> FIRST_TAG;
    for (int i = 0; i < TAG_BITS.length; i++) {
      putValue(rows[cell(row, i)], tags & (1 << TAG_BITS[i]) - 1, to);
      tags >>>= TAG_BITS[i];
    }
  }

  /// Reads a row.
  ///
  /// @return how many panes after the one before
  static long read(StateReader from, double[] rows, int row) {
    int shape = (int) from.getLow(SHAPE_BYTES);
    long gap = gap(shape, from);
    boolean several = (shape & SEVERAL) != 0;
    rows[row] = several ? from.getLong() : 1;
    rows[row + OFFSET] = several ? from.getRaw() : 0;
    rows[row + M2] = several ? from.getRaw() : 0;
    int tags = shape >>> FIRST_TAG;
    for (int i = 0; i < TAG_BITS.length; i++) {
      rows[cell(row, i)] = value(tags & (1 << TAG_BITS[i]) - 1, from);
      tags >>>= TAG_BITS[i];
    }
    return gap;
  }

  /// Goes on behind a row.
  ///
  /// @return how many panes after the one before it was
  static long skip(StateReader from) {
    int shape = (int) from.getLow(SHAPE_BYTES);
    long gap = gap(shape, from);
    if ((shape & SEVERAL) != 0) {
      from.getLong();
      from.skip(2 * Double.BYTES);
    }
    int width = 0;
    int tags = shape >>> FIRST_TAG;
    for (int bits : TAG_BITS) {
      width += WIDTHS[tags & (1 << bits) - 1];
      tags >>>= bits;
    }
    from.skip(width);
    return gap;
  }

  private static int cell(int row, int i) {
    return i == 0 ? row + ORIGIN : row + Moments.WIDTH - 1 + i;
  }

  private static int gapCode(long gap) {
    return gap == 1 ? 1 : gap == 2 ? 2 : gap == 5 ? 3 : 0;
  }

  private static long gap(int shape, StateReader from) {
    int code = shape & GAPS.length - 1;
    return code == 0 ? from.getLong() : GAPS[code];
  }

  private static int tag(double value, int i) {
    long bits = Double.doubleToRawLongBits(value);
    if (bits == 0) {
      return ZERO;
    }
    if (Double.isNaN(value)) {
      return NOT_A_NUMBER;
    }
    if ((float) value == value) {
      return SINGLE;
    }
    int top = (int) (bits >>> TOP_AT);
    boolean usual = top >= LOWEST_TOP && top <= HIGHEST_TOP && TAG_BITS[i] > 2;
    return usual ? FIRST_TOP + top - LOWEST_TOP : DOUBLE;
  }

  private static void putValue(double value, int tag, StateWriter to) {
    if (tag == SINGLE) {
      to.putFloat((float) value);
    } else if (tag >= DOUBLE) {
      to.putLow(Double.doubleToRawLongBits(value), WIDTHS[tag]);
    }
  }

  private static double value(int tag, StateReader from) {
    return switch (tag) {
      case NOT_A_NUMBER -> Double.NaN;
      case ZERO -> 0;
      case SINGLE -> from.getFloat();
      case DOUBLE -> from.getRaw();
      default -> {
        long top = (long) LOWEST_TOP + tag - FIRST_TOP;
        yield Double.longBitsToDouble(top << TOP_AT | from.getLow(WIDTHS[FIRST_TOP]));
      }
    };
  }
}
