package dev.flatline.formats.series;

import com.google.protobuf.UnsafeByteOperations;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;
import java.util.SplittableRandom;

/// A text inside a buffer, as one `long`: where it begins and how many bytes it has. The buffer
/// must have [#SPARE_BYTES] more bytes behind its last text, since texts are read eight bytes at a
/// time.
public final class TextSlice {
  /// So many bytes behind the last text are read, and do not count.
  public static final int SPARE_BYTES = Long.BYTES;

  /// What [#hash] answers for bytes that are not UTF-8.
  public static final long NOT_UTF8 = 0;

  private static final VarHandle WORDS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.LITTLE_ENDIAN);

  /// Unknown to senders, so that none can make texts of one hash. Nothing depends on its value.
  private static final long SEED = new SplittableRandom().nextLong();

  /// The golden ratio's first 64 bits: odd, with bits evenly set.
  private static final long MULTIPLIER = 0x9E3779B97F4A7C15L;

  private static final long NOT_ASCII = 0x8080808080808080L;

  private TextSlice() {}

  /// The slice of so many bytes from there on.
  public static long of(int at, int length) {
    return ((long) at << 32) | length;
  }

  /// Where it begins.
  public static int at(long slice) {
    return (int) (slice >>> 32);
  }

  /// How many bytes it has.
  public static int length(long slice) {
    return (int) slice;
  }

  /// A hash of the bytes, never 0 for UTF-8. It differs from process to process.
  ///
  /// Each word is multiplied to 128 bits whose halves are folded together, as in wyhash (Wang Yi,
  /// "Modern non-cryptographic hash function and pseudorandom number generator", 2019).
  public static long hash(byte[] bytes, long slice) {
    int at = at(slice);
    int left = length(slice);
    long hash = SEED ^ left;
    long seen = 0;
    for (; left >= Long.BYTES; left -= Long.BYTES, at += Long.BYTES) {
      long word = word(bytes, at);
      seen |= word;
      hash = mix(hash, word);
    }
    long word = tail(bytes, at, left);
    hash = mix(hash, word);
    if (((seen | word) & NOT_ASCII) != 0 && !isUtf8(bytes, slice)) {
      return NOT_UTF8;
    }
    return hash == NOT_UTF8 ? MULTIPLIER : hash;
  }

  /// A hash with one more value in it.
  static long mix(long hash, long value) {
    long factor = hash ^ value;
    return (factor * MULTIPLIER) ^ Math.multiplyHigh(factor, MULTIPLIER);
  }

  /// Its first eight bytes, with zeros where it is shorter: as unsigned numbers, heads that differ
  /// are in the order of their texts.
  static long head(byte[] bytes, long slice) {
    return Long.reverseBytes(tail(bytes, at(slice), Math.min(length(slice), Long.BYTES)));
  }

  /// Whether the other buffer, which has spare bytes as well, has the same text there.
  static boolean same(byte[] bytes, long slice, byte[] other, int otherAt) {
    int at = at(slice);
    int left = length(slice);
    int to = otherAt;
    for (; left >= Long.BYTES; left -= Long.BYTES, at += Long.BYTES, to += Long.BYTES) {
      if (word(bytes, at) != word(other, to)) {
        return false;
      }
    }
    return tail(bytes, at, left) == tail(other, to, left);
  }

  /// Whether two texts of one buffer are the same.
  public static boolean same(byte[] bytes, long slice, long other) {
    return length(slice) == length(other) && same(bytes, slice, bytes, at(other));
  }

  /// So many bytes there, zero to eight, with zeros behind them.
  static long tail(byte[] bytes, int at, int length) {
    long mask = -1L >>> (Long.SIZE - length * Byte.SIZE);
    return length == 0 ? 0 : word(bytes, at) & mask;
  }

  /// Eight bytes.
  static long word(byte[] bytes, int at) {
    return (long) WORDS.get(bytes, at);
  }

  private static boolean isUtf8(byte[] bytes, long slice) {
    return UnsafeByteOperations.unsafeWrap(bytes, at(slice), length(slice)).isValidUtf8();
  }
}
