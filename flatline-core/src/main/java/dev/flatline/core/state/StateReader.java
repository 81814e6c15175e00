package dev.flatline.core.state;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Reads what a [StateWriter] wrote, in the same order. What cannot have been written by it is
/// refused with [StateException].
public final class StateReader {
  private static final int MOST_BITS = Long.SIZE - 1;

  /// Bytes of a double by its tag.
  private static final int[] WIDTHS = {0, 0, Float.BYTES, Double.BYTES};

  private byte[] bytes;
  private int at;
  private int end;

  /// Reads these bytes.
  public StateReader(byte[] bytes) {
    this(bytes, 0, bytes.length);
  }

  StateReader(byte[] bytes, int from, int to) {
    this.bytes = bytes;
    this.at = from;
    this.end = to;
  }

  /// Reads these bytes from now on.
  public StateReader over(byte[] others) {
    bytes = others;
    at = 0;
    end = others.length;
    return this;
  }

  /// How many bytes lie before what is read next.
  public int position() {
    return at;
  }

  /// Yes or no.
  public boolean getBoolean() {
    need(1);
    byte value = bytes[at++];
    if (value != 0 && value != 1) {
      throw new StateException("byte " + value + " is neither yes nor no");
    }
    return value == 1;
  }

  /// A whole number.
  public long getLong() {
    int next = at;
    if (end - next < Long.BYTES) {
      return getLongByByte();
    }
    long word = (long) StateWriter.EIGHT.get(bytes, next);
    long last = ~word & StateWriter.GOES_ON;
    if (last == 0) {
      return getLongByByte();
    }
    at = next + (Long.numberOfTrailingZeros(last) + 1) / Byte.SIZE;
    long upToLast = last ^ (last - 1);
    long value = StateWriter.pack(word & upToLast & ~StateWriter.GOES_ON);
    return value >>> 1 ^ -(value & 1);
  }

  private long getLongByByte() {
    long value = 0;
    for (int shift = 0; shift <= MOST_BITS; shift += 7) {
      byte part = getByte();
      value |= (part & 0x7FL) << shift;
      if (part >= 0) {
        return value >>> 1 ^ -(value & 1);
      }
    }
    throw new StateException("a whole number of more than 64 bits");
  }

  /// A whole number.
  public int getInt() {
    long value = getLong();
    if ((int) value != value) {
      throw new StateException(value + " is out of range");
    }
    return (int) value;
  }

  /// A whole number from 0 to this.
  public int getInt(int most) {
    int value = getInt();
    if (value < 0 || value > most) {
      throw new StateException(value + " is not in 0 to " + most);
    }
    return value;
  }

  /// A time, or [Long#MIN_VALUE] where there is none.
  public long getMillis(long near) {
    return getBoolean() ? getLong() + near : Long.MIN_VALUE;
  }

  /// Single precision.
  public float getFloat() {
    need(Float.BYTES);
    at += Float.BYTES;
    return Float.intBitsToFloat((int) StateWriter.FOUR.get(bytes, at - Float.BYTES));
  }

  /// One double, written alone.
  public double getDouble() {
    double[] one = new double[1];
    getDoubles(one, 0, 1);
    return one[0];
  }

  /// Several doubles, written together.
  public double[] getDoubles(int count) {
    double[] values = new double[count];
    getDoubles(values, 0, count);
    return values;
  }

  /// Doubles, written together, into a slice.
  public void getDoubles(double[] into, int from, int count) {
    byte[] of = bytes;
    int next = at;
    int tags = 0;
    for (int i = 0; i < count; i++) {
      if (i % StateWriter.TAGS_PER_BYTE == 0) {
        if (next == end) {
          throw cutOff();
        }
        tags = of[next++];
      }
      int tag = tags & StateWriter.TAG;
      int width = WIDTHS[tag];
      if (width > end - next) {
        throw cutOff();
      }
      into[from + i] = value(tag, of, next);
      next += width;
      tags >>= StateWriter.TAG_BITS;
    }
    at = next;
  }

  private static double value(int tag, byte[] of, int next) {
    return switch (tag) {
      case StateWriter.NOT_A_NUMBER -> Double.NaN;
      case StateWriter.ZERO -> 0;
      case StateWriter.SINGLE -> Float.intBitsToFloat((int) StateWriter.FOUR.get(of, next));
      default -> Double.longBitsToDouble((long) StateWriter.EIGHT.get(of, next));
    };
  }

  /// As many of the lowest bytes of a number as were written, 1 to 8 of them; the others are 0.
  public long getLow(int count) {
    need(count);
    at += count;
    if (bytes.length - at + count >= Long.BYTES) {
      return (long) StateWriter.EIGHT.get(bytes, at - count) & StateWriter.lowest(count);
    }
    long value = 0;
    for (int i = 1; i <= count; i++) {
      value = (value << Byte.SIZE) | (bytes[at - i] & 0xFF);
    }
    return value;
  }

  /// One double, written as it is.
  public double getRaw() {
    need(Double.BYTES);
    at += Double.BYTES;
    return Double.longBitsToDouble((long) StateWriter.EIGHT.get(bytes, at - Double.BYTES));
  }

  /// One byte.
  public byte getByte() {
    need(1);
    return bytes[at++];
  }

  /// What was written as a slice, unread.
  public void getSlice(StateSlice into) {
    int count = (int) getLow(StateWriter.SLICE_BYTES);
    need(count);
    into.hold(bytes, at, at + count);
    at += count;
  }

  /// Goes on after this many bytes.
  public void skip(int count) {
    need(count);
    at += count;
  }

  /// Bytes.
  ///
  /// @param most how many there may be
  public byte[] getBytes(int most) {
    int count = getInt(most);
    need(count);
    byte[] values = new byte[count];
    System.arraycopy(bytes, at, values, 0, count);
    at += count;
    return values;
  }

  /// As many bytes as an array has room for, into it.
  public void getBytes(byte[] into) {
    if (getInt() != into.length) {
      throw new StateException("not " + into.length + " bytes");
    }
    getBytes(into, into.length);
  }

  /// So many bytes, written without their number.
  public void getBytes(byte[] into, int count) {
    need(count);
    System.arraycopy(bytes, at, into, 0, count);
    at += count;
  }

  /// A text.
  public String getString() {
    return new String(getBytes(end), StandardCharsets.UTF_8);
  }

  /// One of these.
  public <E extends Enum<E>> E getEnum(E[] values) {
    return values[getInt(values.length - 1)];
  }

  /// What may be absent.
  public <T> @Nullable T getOptional(Function<StateReader, T> read) {
    return getBoolean() ? read.apply(this) : null;
  }

  /// Several of a kind.
  public <T> List<T> getAll(Function<StateReader, T> read) {
    int count = getInt(end);
    List<T> values = new ArrayList<>(count);
    for (int i = 0; i < count; i++) {
      values.add(read.apply(this));
    }
    return values;
  }

  private void need(int count) {
    if (count > end - at) {
      throw cutOff();
    }
  }

  private StateException cutOff() {
    return new StateException("ends after " + end + " bytes, in the middle of a value");
  }
}
