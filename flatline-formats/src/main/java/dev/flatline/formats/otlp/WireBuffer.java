package dev.flatline.formats.otlp;

import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesDecodeException.Reason;
import java.util.Arrays;

/// A protobuf message in the making. A message inside it is begun before its length is known, and
/// gets it at its end, in as many bytes as the largest length has.
final class WireBuffer {
  private static final int FIRST_BYTES = 4096;
  private static final int LENGTH_BYTES = 5;
  private static final int LONGEST_VARINT = 10;
  private static final int MOST_ASCII = 0x7F;

  private final int mostBytes;
  private byte[] bytes;
  private int end;

  WireBuffer(int mostBytes) {
    this(mostBytes, FIRST_BYTES);
  }

  /// @param firstBytes room to begin with
  WireBuffer(int mostBytes, int firstBytes) {
    this.mostBytes = mostBytes;
    bytes = new byte[Math.min(firstBytes, mostBytes)];
  }

  byte[] bytes() {
    return bytes;
  }

  int length() {
    return end;
  }

  /// Begins a message inside this one.
  ///
  /// @return what [#end] needs
  int begin(int number) {
    varint(Wire.tag(number));
    reserve(LENGTH_BYTES);
    end += LENGTH_BYTES;
    return end;
  }

  /// Ends the message that was begun there.
  void end(int begun) {
    int length = end - begun;
    for (int i = LENGTH_BYTES; i > 1; i--) {
      bytes[begun - i] = (byte) (length | 0x80);
      length >>>= 7;
    }
    bytes[begun - 1] = (byte) length;
  }

  /// A field of a text or of bytes.
  void bytes(int number, byte[] value) {
    varint(Wire.tag(number));
    varint(value.length);
    reserve(value.length);
    System.arraycopy(value, 0, bytes, end, value.length);
    end += value.length;
  }

  /// A field of a text, if all of it is ASCII.
  ///
  /// @return whether it is; else nothing is written
  boolean ascii(int number, char[] text, int from, int length) {
    int all = 0;
    for (int i = from; i < from + length; i++) {
      all |= text[i];
    }
    if (all > MOST_ASCII) {
      return false;
    }
    varint(Wire.tag(number));
    varint(length);
    reserve(length);
    for (int i = from; i < from + length; i++) {
      bytes[end++] = (byte) text[i];
    }
    return true;
  }

  /// A field of eight bytes.
  void fixed(int number, long value) {
    varint(number << 3 | 1);
    reserve(Long.BYTES);
    for (int i = 0; i < Long.BYTES; i++) {
      bytes[end++] = (byte) (value >>> (i * Byte.SIZE));
    }
  }

  /// A field of an integer of variable length.
  void integer(int number, long value) {
    varint(number << 3);
    varint(value);
  }

  private void varint(long value) {
    reserve(LONGEST_VARINT);
    long left = value;
    while ((left & ~0x7FL) != 0) {
      bytes[end++] = (byte) (left | 0x80);
      left >>>= 7;
    }
    bytes[end++] = (byte) left;
  }

  private void reserve(int more) {
    if (end + more <= bytes.length) {
      return;
    }
    if (end + more > mostBytes) {
      throw new SeriesDecodeException(
          Reason.TOO_LARGE, "the request has more than " + mostBytes + " bytes as protobuf");
    }
    bytes = Arrays.copyOf(bytes, Math.min(mostBytes, Math.max(end + more, 2 * bytes.length)));
  }
}
