package dev.flatline.core.state;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/// Packs what is remembered into as few bytes as it takes without loss. Whoever reads does so in
/// the same order, with [StateReader]. One writer can be used again and again.
///
/// Whole numbers take a byte for each seven bits, small ones of either sign one byte (zigzag and
/// base 128, as in Protocol Buffers). A double takes two bits and none, four or eight bytes: `NaN`
/// and 0, what is exact in single precision, all else.
public final class StateWriter {
  static final int NOT_A_NUMBER = 0;
  static final int ZERO = 1;
  static final int SINGLE = 2;
  static final int DOUBLE = 3;

  static final int TAG_BITS = 2;
  static final int TAGS_PER_BYTE = Byte.SIZE / TAG_BITS;
  static final int TAG = (1 << TAG_BITS) - 1;

  static final VarHandle FOUR =
      MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.LITTLE_ENDIAN);
  static final VarHandle EIGHT =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// A slice has its number of bytes in so many before it.
  static final int SLICE_BYTES = 3;

  private static final int MOST_OF_SLICE = (1 << (SLICE_BYTES * Byte.SIZE)) - 1;

  /// The bit of each byte of a whole number that says that another follows.
  static final long GOES_ON = 0x8080_8080_8080_8080L;

  private static final int BITS_OF_EIGHT = 7 * Long.BYTES;
  private static final int FIRST_BYTES = 1024;

  private byte[] bytes = new byte[FIRST_BYTES];
  private int size;

  /// Nothing written yet.
  public StateWriter() {}

  /// Starts again.
  public void clear() {
    size = 0;
  }

  /// How many bytes were written.
  public int size() {
    return size;
  }

  /// A copy of what was written.
  public byte[] toBytes() {
    return Arrays.copyOf(bytes, size);
  }

  /// What was written, into the start of this array, which must be long enough.
  public void copyTo(byte[] into) {
    System.arraycopy(bytes, 0, into, 0, size);
  }

  /// Yes or no.
  public void putBoolean(boolean value) {
    reserve(1);
    bytes[size++] = (byte) (value ? 1 : 0);
  }

  /// A whole number.
  public void putInt(int value) {
    putLong(value);
  }

  /// A whole number.
  public void putLong(long value) {
    reserve(Long.SIZE / 7 + 1);
    long rest = (value << 1) ^ (value >> (Long.SIZE - 1));
    if (rest >>> BITS_OF_EIGHT != 0) {
      putLongByByte(rest);
      return;
    }
    int more = (Long.SIZE - 1 - Long.numberOfLeadingZeros(rest | 1)) / 7;
    EIGHT.set(bytes, size, spread(rest) | (GOES_ON & ((1L << (Byte.SIZE * more)) - 1)));
    size += more + 1;
  }

  private void putLongByByte(long number) {
    long rest = number;
    while ((rest & ~0x7FL) != 0) {
      bytes[size++] = (byte) ((rest & 0x7F) | 0x80);
      rest >>>= 7;
    }
    bytes[size++] = (byte) rest;
  }

  /// Spreads eight times seven bits over eight bytes, without a branch: how many bytes a number
  /// takes cannot be foretold.
  private static long spread(long bits) {
    long x = ((bits & 0x00FF_FFFF_F000_0000L) << 4) | (bits & 0x0FFF_FFFFL);
    x = ((x & 0x0FFF_C000_0FFF_C000L) << 2) | (x & 0x0000_3FFF_0000_3FFFL);
    return ((x & 0x3F80_3F80_3F80_3F80L) << 1) | (x & 0x007F_007F_007F_007FL);
  }

  /// Undoes [#spread].
  static long pack(long spread) {
    long x = ((spread & 0x7F00_7F00_7F00_7F00L) >>> 1) | (spread & 0x007F_007F_007F_007FL);
    x = ((x & 0x3FFF_0000_3FFF_0000L) >>> 2) | (x & 0x0000_3FFF_0000_3FFFL);
    return ((x & 0x0FFF_FFFF_0000_0000L) >>> 4) | (x & 0x0FFF_FFFFL);
  }

  /// A time, or [Long#MIN_VALUE] where there is none; the nearer to another, the shorter.
  public void putMillis(long value, long near) {
    putBoolean(value != Long.MIN_VALUE);
    if (value != Long.MIN_VALUE) {
      putLong(value - near);
    }
  }

  /// Single precision, four bytes.
  public void putFloat(float value) {
    reserve(Float.BYTES);
    FOUR.set(bytes, size, Float.floatToRawIntBits(value));
    size += Float.BYTES;
  }

  /// Several doubles.
  public void putDoubles(double... values) {
    putDoubles(values, 0, values.length);
  }

  /// A slice of doubles.
  public void putDoubles(double[] values, int at, int count) {
    reserve(count * Double.BYTES + count / TAGS_PER_BYTE + 1);
    for (int first = 0; first < count; first += TAGS_PER_BYTE) {
      int tagAt = size++;
      int tags = 0;
      for (int i = first; i < Math.min(count, first + TAGS_PER_BYTE); i++) {
        double value = values[at + i];
        int tag = tag(value);
        tags |= tag << (TAG_BITS * (i - first));
        if (tag == SINGLE) {
          FOUR.set(bytes, size, Float.floatToRawIntBits((float) value));
          size += Float.BYTES;
        } else if (tag == DOUBLE) {
          EIGHT.set(bytes, size, Double.doubleToRawLongBits(value));
          size += Double.BYTES;
        }
      }
      bytes[tagAt] = (byte) tags;
    }
  }

  /// As many of the lowest bytes of a number, 1 to 8 of them.
  public void putLow(long value, int count) {
    reserve(Long.BYTES);
    EIGHT.set(bytes, size, value);
    size += count;
  }

  static long lowest(int count) {
    return -1L >>> (Long.SIZE - Byte.SIZE * count);
  }

  /// One double as it is, eight bytes: what is seldom 0 or short is written and read faster so.
  public void putRaw(double value) {
    putLow(Double.doubleToRawLongBits(value), Double.BYTES);
  }

  /// One byte.
  public void putByte(byte value) {
    reserve(1);
    bytes[size++] = value;
  }

  /// Bytes, with their number.
  public void putBytes(byte[] values) {
    putBytes(values, 0, values.length);
  }

  /// A slice of bytes, with their number.
  public void putBytes(byte[] values, int at, int count) {
    putInt(count);
    putAll(values, at, count);
  }

  /// Begins what can be read as a slice.
  ///
  /// @return where it begins, for [#endSlice]
  public int beginSlice() {
    putLow(0, SLICE_BYTES);
    return size;
  }

  /// What is held as it lies, or, where nothing is, what this packs.
  public void putSlice(StateSlice held, Consumer<StateWriter> pack) {
    int begin = beginSlice();
    if (held.isHeld()) {
      held.write(this);
    } else {
      pack.accept(this);
    }
    endSlice(begin);
  }

  /// What is held, as a part of a slice that was begun.
  public void putRest(StateSlice slice) {
    slice.write(this);
  }

  /// The slice that began there is at its end.
  public void endSlice(int begin) {
    int count = size - begin;
    if (count > MOST_OF_SLICE) {
      throw new IllegalStateException(count + " bytes are too many for a slice");
    }
    for (int i = 0; i < SLICE_BYTES; i++) {
      bytes[begin - SLICE_BYTES + i] = (byte) (count >>> (i * Byte.SIZE));
    }
  }

  /// A slice of bytes, without their number.
  public void putAll(byte[] values, int at, int count) {
    reserve(count);
    System.arraycopy(values, at, bytes, size, count);
    size += count;
  }

  /// A text.
  public void putString(String text) {
    putBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  /// One of an enumeration.
  public void putEnum(Enum<?> value) {
    putInt(value.ordinal());
  }

  /// What may be absent.
  public <T> void putOptional(@Nullable T value, BiConsumer<T, StateWriter> write) {
    putBoolean(value != null);
    if (value != null) {
      write.accept(value, this);
    }
  }

  /// Several of a kind, with their number.
  public <T> void putAll(Collection<T> values, BiConsumer<T, StateWriter> write) {
    putInt(values.size());
    for (T value : values) {
      write.accept(value, this);
    }
  }

  private static int tag(double value) {
    if (Double.isNaN(value)) {
      return NOT_A_NUMBER;
    }
    if (Double.doubleToRawLongBits(value) == 0) {
      return ZERO;
    }
    return (float) value == value ? SINGLE : DOUBLE;
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(size + more, 2 * bytes.length));
    }
  }
}
