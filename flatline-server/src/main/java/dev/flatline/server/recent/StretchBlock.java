package dev.flatline.server.recent;

import dev.flatline.core.state.StateException;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.PackedBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/// Stretches of many workloads as bytes, zlib: their names, then their minutes, then the rows
/// column
/// by column, which packs best.
final class StretchBlock {
  /// The most stretches of a block; it is unpacked whole to read one of them.
  static final int MOST_STRETCHES = 4096;

  /// What the most stretches unpack to where names have 2,000 characters. Longer ones are cut off
  /// by
  /// whoever decodes telemetry.
  private static final int MOST_BYTES = 16 << 20;

  /// Stretches are packed while others are judged; the most thorough level saves a tenth and takes
  /// three times as long.
  private static final int LEVEL = 4;

  private static final byte VERSION = 1;

  private StretchBlock() {}

  /// The bytes of these.
  static byte[] encode(List<Stretch> stretches) {
    List<Stretch> sorted = new ArrayList<>(stretches);
    sorted.sort(Comparator.comparing(Stretch::workload).thenComparingInt(Stretch::fromMinute));
    StateWriter writer = new StateWriter();
    writer.putByte(VERSION);
    writer.putInt(sorted.size());
    sorted.forEach(stretch -> writer.putString(stretch.workload()));
    int before = 0;
    for (Stretch stretch : sorted) {
      writer.putInt(stretch.fromMinute() - before);
      before = stretch.fromMinute();
      writer.putByte((byte) ((stretch.points() << 1) | (stretch.hasGpu() ? 1 : 0)));
    }
    for (Stretch stretch : sorted) {
      for (int point = 0; point < stretch.points(); point++) {
        writer.putByte(stretch.minuteByte(point));
      }
    }
    putRows(sorted, writer);
    return PackedBytes.pack(writer.toBytes(), LEVEL);
  }

  private static void putRows(List<Stretch> sorted, StateWriter writer) {
    for (int column = 0; column < MinuteRows.ROW_BYTES; column++) {
      for (Stretch stretch : sorted) {
        for (int point = 0; point < stretch.points(); point++) {
          writer.putByte(stretch.rowByte(point, column));
        }
      }
    }
    for (int column = 0; column < MinuteRows.ROW_BYTES; column++) {
      for (Stretch stretch : sorted) {
        for (int point = 0; stretch.hasGpu() && point < stretch.points(); point++) {
          writer.putByte(stretch.gpuByte(point, column));
        }
      }
    }
  }

  /// The stretches of one workload.
  ///
  /// @throws DecodeException where the bytes are damaged, or of another version
  static List<Stretch> decode(byte[] bytes, String workload) {
    try {
      return read(new StateReader(PackedBytes.unpack(bytes, MOST_BYTES)), workload);
    } catch (StateException e) {
      throw new DecodeException(
          DecodeException.Reason.MALFORMED, "the block is damaged: " + e.getMessage(), e);
    }
  }

  private static List<Stretch> read(StateReader reader, String workload) {
    if (reader.getByte() != VERSION) {
      throw new StateException("not of version " + VERSION);
    }
    int count = reader.getInt(MOST_STRETCHES);
    boolean[] wanted = new boolean[count];
    for (int i = 0; i < count; i++) {
      wanted[i] = reader.getString().equals(workload);
    }
    List<Header> headers = headers(reader, wanted);
    Header last = headers.isEmpty() ? new Header(0, 0, 0, 0, false, false) : headers.getLast();
    int points = last.firstPoint + last.points;
    int gpuPoints = last.firstGpuPoint + (last.gpu ? last.points : 0);
    byte[] minutes = bytes(reader, points);
    byte[] rows = bytes(reader, points * MinuteRows.ROW_BYTES);
    byte[] gpuRows = bytes(reader, gpuPoints * MinuteRows.ROW_BYTES);
    return headers.stream()
        .filter(Header::wanted)
        .map(
            header ->
                new Stretch(
                    workload,
                    header.fromMinute,
                    Arrays.copyOfRange(
                        minutes, header.firstPoint, header.firstPoint + header.points),
                    rows(rows, points, header.firstPoint, header.points),
                    rows(gpuRows, gpuPoints, header.firstGpuPoint, header.gpu ? header.points : 0)))
        .toList();
  }

  private static List<Header> headers(StateReader reader, boolean[] wanted) {
    List<Header> headers = new ArrayList<>(wanted.length);
    int fromMinute = 0;
    int firstPoint = 0;
    int firstGpuPoint = 0;
    for (boolean one : wanted) {
      fromMinute += reader.getInt();
      int shape = reader.getByte();
      int points = shape >> 1;
      boolean gpu = (shape & 1) == 1;
      if (points < 1 || points > Stretch.MOST_POINTS) {
        throw new StateException(points + " points");
      }
      headers.add(new Header(fromMinute, points, firstPoint, firstGpuPoint, gpu, one));
      firstPoint += points;
      firstGpuPoint += gpu ? points : 0;
    }
    return headers;
  }

  /// Where the rows of a stretch are.
  private record Header(
      int fromMinute, int points, int firstPoint, int firstGpuPoint, boolean gpu, boolean wanted) {}

  private static byte[] bytes(StateReader reader, int count) {
    byte[] bytes = new byte[count];
    reader.getBytes(bytes, count);
    return bytes;
  }

  /// The rows of one stretch, of which all columns of all stretches are given.
  private static byte[] rows(byte[] columns, int allPoints, int from, int points) {
    byte[] rows = new byte[points * MinuteRows.ROW_BYTES];
    for (int point = 0; point < points; point++) {
      for (int column = 0; column < MinuteRows.ROW_BYTES; column++) {
        rows[point * MinuteRows.ROW_BYTES + column] = columns[column * allPoints + from + point];
      }
    }
    return rows;
  }
}
