package dev.flatline.core.state;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/// What was written is read, to the bit; what was not written is refused.
class StateModelTest {
  private static final double[] EDGES = {
    0,
    -0.0,
    Double.NaN,
    1,
    -1,
    0.1,
    1e300,
    -1e-300,
    Double.MIN_VALUE,
    Double.MAX_VALUE,
    Float.MIN_VALUE,
    Double.POSITIVE_INFINITY,
    Double.NEGATIVE_INFINITY
  };

  private final StateWriter writer = new StateWriter();

  @Test
  void wholeNumbers_areReadAsWritten() {
    long[] numbers = {0, 1, -1, 63, 64, -64, -65, 1L << 40, Long.MIN_VALUE, Long.MAX_VALUE};
    for (long number : numbers) {
      writer.putLong(number);
    }
    StateReader reader = reader();
    for (long number : numbers) {
      assertThat(reader.getLong()).isEqualTo(number);
    }
  }

  @Test
  void smallNumbers_takeOneByte() {
    writer.putInt(-64);
    writer.putInt(63);
    assertThat(writer.size()).isEqualTo(2);
  }

  @Test
  void doubles_areReadToTheBit() {
    for (int seed = 0; seed < 200; seed++) {
      Random random = new Random(seed);
      double[] values = new double[random.nextInt(20)];
      for (int i = 0; i < values.length; i++) {
        boolean edge = random.nextBoolean();
        values[i] = edge ? EDGES[random.nextInt(EDGES.length)] : random.nextGaussian();
      }
      writer.clear();
      writer.putDoubles(values);
      long[] bits = Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
      double[] read = reader().getDoubles(values.length);
      assertThat(Arrays.stream(read).mapToLong(Double::doubleToLongBits).toArray()).isEqualTo(bits);
    }
  }

  @Test
  void absentAndExactDoubles_takeLess() {
    writer.putDoubles(Double.NaN, 0, 0.5, 0.1);
    assertThat(writer.size()).isEqualTo(1 + Float.BYTES + Double.BYTES);
  }

  @Test
  void everythingElse_isReadAsWritten() {
    writer.putBoolean(true);
    writer.putMillis(Long.MIN_VALUE, 5);
    writer.putMillis(1_700_000_000_000L, 1_700_000_000_001L);
    writer.putString("Müller \uD83D\uDE00");
    writer.putEnum(TimeUnit.DAYS);
    writer.putOptional(null, StateModelTest::write);
    writer.putOptional("x", StateModelTest::write);
    writer.putAll(List.of("a", "", "c"), StateModelTest::write);
    StateReader reader = reader();
    assertThat(reader.getBoolean()).isTrue();
    assertThat(reader.getMillis(5)).isEqualTo(Long.MIN_VALUE);
    assertThat(reader.getMillis(1_700_000_000_001L)).isEqualTo(1_700_000_000_000L);
    assertThat(reader.getString()).isEqualTo("Müller \uD83D\uDE00");
    assertThat(reader.getEnum(TimeUnit.values())).isEqualTo(TimeUnit.DAYS);
    assertThat(reader.<String>getOptional(StateReader::getString)).isNull();
    assertThat(reader.<String>getOptional(StateReader::getString)).isEqualTo("x");
    assertThat(reader.getAll(StateReader::getString)).containsExactly("a", "", "c");
  }

  @Test
  void anyBytes_areReadOrRefused_neverMore() {
    for (int seed = 0; seed < 2_000; seed++) {
      byte[] bytes = new byte[new Random(seed).nextInt(40)];
      new Random(seed).nextBytes(bytes);
      try {
        StateReader reader = new StateReader(bytes);
        reader.getAll(StateReader::getString);
        reader.getDoubles(5);
        reader.getEnum(TimeUnit.values());
        reader.getOptional(StateReader::getInt);
        reader.getMillis(0);
      } catch (StateException refused) {
        assertThat(refused).hasMessageMatching(".*\\w+.*");
      }
    }
  }

  @Test
  void endInTheMiddle_isRefused() {
    writer.putString("four");
    byte[] bytes = writer.toBytes();
    for (int length = 0; length < bytes.length; length++) {
      StateReader reader = new StateReader(Arrays.copyOf(bytes, length));
      assertThatExceptionOfType(StateException.class).isThrownBy(reader::getString);
    }
  }

  private static void write(String text, StateWriter to) {
    to.putString(text);
  }

  private StateReader reader() {
    return new StateReader(writer.toBytes());
  }
}
