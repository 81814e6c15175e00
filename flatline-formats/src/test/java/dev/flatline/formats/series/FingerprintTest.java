package dev.flatline.formats.series;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.HashSet;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FingerprintTest {
  private final Random random = new Random(7);

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 32, 250, Fingerprint.MOST_BYTES})
  void take_ofTheSameBytesElsewhere_isTheSame(int length) {
    byte[] text = bytes(length);
    byte[] elsewhere = bytes(length + 5);
    System.arraycopy(text, 0, elsewhere, 5, length);

    assertThat(halves(elsewhere, 5, length)).isEqualTo(halves(text, 0, length));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 7, 8, 9, 15, 16, 17, 31, 32, 250, Fingerprint.MOST_BYTES})
  void take_ofTextsThatDifferInAnyBit_differsInBothHalves(int length) {
    byte[] text = bytes(length);
    Set<Long> seen = new HashSet<>(halves(text, 0, length));
    for (int bit = 0; bit < length * Byte.SIZE; bit++) {
      text[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
      seen.addAll(halves(text, 0, length));
      text[bit / Byte.SIZE] ^= (byte) (1 << bit % Byte.SIZE);
    }
    assertThat(seen).hasSize(2 * (length * Byte.SIZE + 1));
  }

  @Test
  void take_ofTextsThatDifferInTheirLength_differsInBothHalves() {
    byte[] zeros = new byte[200 + TextSlice.SPARE_BYTES];
    Set<Long> seen = new HashSet<>();
    for (int length = 1; length <= 200; length++) {
      seen.addAll(halves(zeros, 0, length));
    }
    assertThat(seen).hasSize(400);
  }

  @Test
  void take_ofWordsInAnotherOrder_differs() {
    byte[] text = bytes(32);
    byte[] swapped = text.clone();
    System.arraycopy(text, 0, swapped, 16, 16);
    System.arraycopy(text, 16, swapped, 0, 16);

    assertThat(halves(swapped, 0, 32)).doesNotContainAnyElementsOf(halves(text, 0, 32));
  }

  @Test
  void clear_leavesNone() {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.take(bytes(20), 0, 20);
    assertThat(fingerprint.isTaken()).isTrue();

    fingerprint.clear();

    assertThat(fingerprint.isTaken()).isFalse();
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length + TextSlice.SPARE_BYTES];
    random.nextBytes(bytes);
    return bytes;
  }

  private static Set<Long> halves(byte[] bytes, int at, int length) {
    Fingerprint fingerprint = new Fingerprint();
    fingerprint.take(bytes, at, length);
    return new HashSet<>(Arrays.asList(fingerprint.first(), fingerprint.second()));
  }
}
