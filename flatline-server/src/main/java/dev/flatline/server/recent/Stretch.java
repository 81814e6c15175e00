package dev.flatline.server.recent;

import dev.flatline.formats.report.SeriesPoint;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// What one workload did in a few minutes. Minutes in which it had no sample are not there.
final class Stretch {
  /// The most minutes; with a sample a minute, as many minutes pass until it is whole.
  static final int MOST_POINTS = 8;

  /// The last minute is at most so many after the first: they are counted in a byte.
  static final int MOST_MINUTES = 255;

  private static final long MINUTE_MILLIS = 60_000;

  private final String workload;
  private final int fromMinute;
  private final byte[] minutes;
  private final byte[] rows;
  private final byte[] gpuRows;

  /// @param fromMinute the first minute, since 1970
  /// @param minutes how long after it each is
  /// @param rows CPU, network and disk of each minute, see [MinuteRows#ROW_BYTES]
  /// @param gpuRows GPU, power and PCIe, or nothing
  Stretch(String workload, int fromMinute, byte[] minutes, byte[] rows, byte[] gpuRows) {
    this.workload = workload;
    this.fromMinute = fromMinute;
    this.minutes = minutes;
    this.rows = rows;
    this.gpuRows = gpuRows;
  }

  String workload() {
    return workload;
  }

  int fromMinute() {
    return fromMinute;
  }

  int toMinute() {
    return minute(points() - 1);
  }

  int points() {
    return minutes.length;
  }

  boolean hasGpu() {
    return gpuRows.length > 0;
  }

  byte minuteByte(int point) {
    return minutes[point];
  }

  /// A byte of a minute's row.
  byte rowByte(int point, int column) {
    return rows[point * MinuteRows.ROW_BYTES + column];
  }

  /// A byte of a minute's row of the GPU.
  byte gpuByte(int point, int column) {
    return gpuRows[point * MinuteRows.ROW_BYTES + column];
  }

  private int minute(int point) {
    return fromMinute + (minutes[point] & 0xFF);
  }

  /// The minutes from the first to the last of these, as points in the middle of each.
  List<SeriesPoint> points(long fromMillis, long toMillis) {
    List<SeriesPoint> points = new ArrayList<>(minutes.length);
    for (int i = 0; i < minutes.length; i++) {
      long atMillis = minute(i) * MINUTE_MILLIS + MINUTE_MILLIS / 2;
      if (atMillis >= fromMillis && atMillis <= toMillis) {
        points.add(point(i, atMillis));
      }
    }
    return points;
  }

  private SeriesPoint point(int i, long atMillis) {
    int at = i * MinuteRows.ROW_BYTES;
    SeriesPoint.Gpu gpu =
        hasGpu()
            ? new SeriesPoint.Gpu(
                Cell.get(gpuRows, at),
                Cell.get(gpuRows, at + Cell.BYTES),
                Cell.get(gpuRows, at + 2 * Cell.BYTES))
            : SeriesPoint.Gpu.NONE;
    return new SeriesPoint(
        atMillis,
        Cell.get(rows, at),
        Cell.get(rows, at + Cell.BYTES),
        Cell.get(rows, at + 2 * Cell.BYTES),
        gpu);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Stretch that
        && workload.equals(that.workload)
        && fromMinute == that.fromMinute
        && Arrays.equals(minutes, that.minutes)
        && Arrays.equals(rows, that.rows)
        && Arrays.equals(gpuRows, that.gpuRows);
  }

  @Override
  public int hashCode() {
    return 31 * workload.hashCode() + fromMinute;
  }

  @Override
  public String toString() {
    return workload + " from minute " + fromMinute + ", " + minutes.length + " points";
  }
}
