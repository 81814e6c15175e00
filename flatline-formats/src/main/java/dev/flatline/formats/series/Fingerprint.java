package dev.flatline.formats.series;

import java.util.SplittableRandom;

/// What a series' labels are known by while its sender writes them the same way: 122 bits of their
/// bytes, so that they need not be taken apart and compared each time.
///
/// Each half is an NH of the bytes (J. Black, S. Halevi, H. Krawczyk, T. Krovetz and P. Rogaway,
/// "UMAC: fast and secure message authentication", *CRYPTO '99*, section 4) with keys of its own,
/// which are drawn when the process begins: products of pairs of words, each with a key added, are
/// summed up, here the lower halves of the products and the upper ones for themselves. The sums and
/// the length are then the coefficients of a polynomial modulo 2^61 - 1 at a place that is drawn as
/// well (M. N. Wegman and J. L. Carter, "New hash functions and their use in authentication and set
/// equality", *J. Comput. Syst. Sci.* 22 (1981), 265–279).
///
/// Two texts have the same sums with a probability of at most 4 / 2^64, whatever a sender writes
/// who
/// does not know the keys, and the same half of a fingerprint with one of 4 / 2^64 + 3 / 2^61. So
/// any two of a million series have the same fingerprint with less than one in 10^22. It differs
/// from process to process.
public final class Fingerprint {
  /// Of so many bytes one is taken at most, by 8 kB of keys. Nine labels have some 250.
  public static final int MOST_BYTES = 4096;

  private static final int PAIR = 2 * Long.BYTES;

  /// A Mersenne prime: what is beyond its bits is added to them.
  private static final int PRIME_BITS = 61;

  private static final long PRIME = (1L << PRIME_BITS) - 1;

  /// A coefficient has so many bits at most, and is smaller than the prime.
  private static final int COEFFICIENT_BITS = 56;

  private static final long COEFFICIENT = (1L << COEFFICIENT_BITS) - 1;

  private static final SplittableRandom RANDOM = new SplittableRandom();
  private static final long[] FIRST_KEYS = RANDOM.longs(MOST_BYTES / Long.BYTES).toArray();
  private static final long[] SECOND_KEYS = RANDOM.longs(MOST_BYTES / Long.BYTES).toArray();
  private static final long FIRST_PLACE = RANDOM.nextLong(PRIME);
  private static final long SECOND_PLACE = RANDOM.nextLong(PRIME);

  private long first;
  private long second;

  /// Takes that of some bytes of a buffer, which has [TextSlice#SPARE_BYTES].
  ///
  /// @param length at most [#MOST_BYTES]
  public void take(byte[] buffer, int at, int length) {
    long firstLow = 0;
    long firstHigh = 0;
    long secondLow = 0;
    long secondHigh = 0;
    for (int done = 0, key = 0; done < length; done += PAIR, key += 2) {
      int left = length - done;
      long one;
      long other;
      if (left >= PAIR) {
        one = TextSlice.word(buffer, at + done);
        other = TextSlice.word(buffer, at + done + Long.BYTES);
      } else {
        one = TextSlice.tail(buffer, at + done, Math.min(left, Long.BYTES));
        other = TextSlice.tail(buffer, at + done + Long.BYTES, Math.max(left - Long.BYTES, 0));
      }
      long a = one + FIRST_KEYS[key];
      long b = other + FIRST_KEYS[key + 1];
      firstLow += a * b;
      firstHigh += Math.unsignedMultiplyHigh(a, b);
      long c = one + SECOND_KEYS[key];
      long d = other + SECOND_KEYS[key + 1];
      secondLow += c * d;
      secondHigh += Math.unsignedMultiplyHigh(c, d);
    }
    first = polynomial(length, firstLow, firstHigh, FIRST_PLACE);
    second = polynomial(length, secondLow, secondHigh, SECOND_PLACE);
  }

  /// Has that of nothing.
  public void clear() {
    first = 0;
    second = 0;
  }

  /// Whether it is of something: that of some bytes is none as well, as rarely as two have one.
  boolean isTaken() {
    return (first | second) != 0;
  }

  /// Half of it.
  long first() {
    return first;
  }

  /// The other half.
  long second() {
    return second;
  }

  /// The value below the prime of a polynomial of degree 3.
  private static long polynomial(int length, long low, long high, long place) {
    long rest = low >>> COEFFICIENT_BITS | high >>> COEFFICIENT_BITS << Byte.SIZE;
    long value = reduce(times(length, place) + rest);
    value = reduce(times(value, place) + (low & COEFFICIENT));
    value = reduce(times(value, place) + (high & COEFFICIENT));
    return value >= PRIME ? value - PRIME : value;
  }

  /// A product modulo the prime, below 2^62 + 2^3.
  ///
  /// @param a below 2^61 + 2^3
  /// @param b the same
  private static long times(long a, long b) {
    long low = a * b;
    long high = Math.multiplyHigh(a, b);
    return (low & PRIME) + (high << (Long.SIZE - PRIME_BITS) | low >>> PRIME_BITS);
  }

  /// The same modulo the prime, below 2^61 + 2^3.
  private static long reduce(long a) {
    return (a & PRIME) + (a >>> PRIME_BITS);
  }
}
