package dev.flatline.formats.report;

import dev.flatline.core.state.StateException;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.PackedBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;

/// A series as bytes to be kept: a byte for the version of the format, then zlib of the number of
/// points, their times as differences, whether a GPU was measured, and each value of each metric as
/// a [CompactValue], the high bytes of all points before the low ones.
public final class SeriesBytes {
  private static final byte VERSION = 1;

  /// The most that a whole series unpacks to: 600 points with ten bytes of time and 18 values.
  private static final int MOST_BYTES = 32 * 1024;

  private static final int VALUES = 3 * 3;

  private SeriesBytes() {}

  /// The bytes of a series, whose values lose what a [CompactValue] loses.
  public static byte[] encode(FindingSeries series) {
    List<SeriesPoint> points = series.points();
    boolean gpu = points.stream().anyMatch(point -> !point.gpu().equals(SeriesPoint.Gpu.NONE));
    StateWriter writer = new StateWriter();
    writer.putInt(points.size());
    writer.putBoolean(gpu);
    long before = 0;
    for (SeriesPoint point : points) {
      writer.putLong(point.atMillis() - before);
      before = point.atMillis();
    }
    short[] values = values(points, gpu);
    for (short value : values) {
      writer.putByte((byte) (value >>> Byte.SIZE));
    }
    for (short value : values) {
      writer.putByte((byte) value);
    }
    byte[] packed = PackedBytes.pack(writer.toBytes(), Deflater.BEST_COMPRESSION);
    byte[] versioned = new byte[packed.length + 1];
    versioned[0] = VERSION;
    System.arraycopy(packed, 0, versioned, 1, packed.length);
    return versioned;
  }

  private static short[] values(List<SeriesPoint> points, boolean gpu) {
    short[] values = new short[points.size() * (gpu ? 2 * VALUES : VALUES)];
    for (int i = 0; i < points.size(); i++) {
      SeriesPoint point = points.get(i);
      put(values, points.size(), i, 0, point.cpu(), point.network(), point.disk());
      if (gpu) {
        SeriesPoint.Gpu its = point.gpu();
        put(values, points.size(), i, VALUES, its.utilization(), its.powerWatts(), its.pcie());
      }
    }
    return values;
  }

  /// All points of a value lie together.
  private static void put(short[] values, int points, int point, int first, Spread... spreads) {
    int column = first;
    for (Spread spread : spreads) {
      values[column++ * points + point] = CompactValue.encode(spread.least());
      values[column++ * points + point] = CompactValue.encode(spread.mean());
      values[column++ * points + point] = CompactValue.encode(spread.greatest());
    }
  }

  /// The series of bytes.
  ///
  /// @throws DecodeException where they are damaged, or of another version
  public static FindingSeries decode(byte[] bytes) {
    if (bytes.length == 0 || bytes[0] != VERSION) {
      throw new DecodeException(
          DecodeException.Reason.HEADER, "the series is not of version " + VERSION);
    }
    byte[] packed = Arrays.copyOfRange(bytes, 1, bytes.length);
    try {
      return read(new StateReader(PackedBytes.unpack(packed, MOST_BYTES)));
    } catch (StateException | IllegalArgumentException e) {
      throw new DecodeException(
          DecodeException.Reason.MALFORMED, "the series is damaged: " + e.getMessage(), e);
    }
  }

  private static FindingSeries read(StateReader reader) {
    int count = reader.getInt(FindingSeries.MOST_POINTS);
    boolean gpu = reader.getBoolean();
    long[] atMillis = new long[count];
    for (int i = 0; i < count; i++) {
      atMillis[i] = reader.getLong() + (i == 0 ? 0 : atMillis[i - 1]);
    }
    Columns columns = new Columns(reader, count, gpu);
    List<SeriesPoint> points = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      points.add(columns.point(i, atMillis[i]));
    }
    return new FindingSeries(points);
  }

  /// The values of all points.
  private static final class Columns {
    private final int points;
    private final boolean gpu;
    private final byte[] high;
    private final byte[] low;

    Columns(StateReader reader, int points, boolean gpu) {
      this.points = points;
      this.gpu = gpu;
      this.high = new byte[points * (gpu ? 2 * VALUES : VALUES)];
      this.low = new byte[high.length];
      reader.getBytes(high, high.length);
      reader.getBytes(low, low.length);
    }

    SeriesPoint point(int i, long atMillis) {
      SeriesPoint.Gpu its =
          gpu
              ? new SeriesPoint.Gpu(spread(i, 3), spread(i, 4), spread(i, 5))
              : SeriesPoint.Gpu.NONE;
      return new SeriesPoint(atMillis, spread(i, 0), spread(i, 1), spread(i, 2), its);
    }

    private Spread spread(int point, int metric) {
      double least = value(point, 3 * metric);
      double mean = value(point, 3 * metric + 1);
      double greatest = value(point, 3 * metric + 2);
      if (Double.isNaN(least) != Double.isNaN(mean)
          || Double.isNaN(mean) != Double.isNaN(greatest)) {
        throw new StateException("a value is there in part");
      }
      return Double.isNaN(mean) ? Spread.UNMEASURED : new Spread(least, mean, greatest);
    }

    private double value(int point, int column) {
      int at = column * points + point;
      return CompactValue.decode((short) ((high[at] << Byte.SIZE) | (low[at] & 0xFF)));
    }
  }
}
