package dev.flatline.core.window;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.numeric.Moments;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;

/// A row is read as it was written, to the bit, and skipped as far as it was read.
class PaneRowsModelTest {
  private static final int WIDTH = Moments.WIDTH + 4;
  private static final int ROWS = 2_000;

  private static final double[] EDGES = {
    0, -0.0, Double.NaN, 1, 0.5, 0.1, 1.99, 2.01, 131_071.3, 131_072.7, 8.6e9, 1e-9, 1e300, 33.3
  };

  private final StateWriter writer = new StateWriter();

  @Test
  void rows_areReadToTheBitAndSkippedAsFar() {
    Random random = new Random(1);
    double[] rows = new double[ROWS * WIDTH];
    long[] gaps = new long[ROWS];
    for (int i = 0; i < ROWS; i++) {
      fill(rows, i * WIDTH, random);
      gaps[i] = 1L + random.nextInt(12);
      PaneRows.write(rows, i * WIDTH, gaps[i], writer);
    }
    StateReader reader = new StateReader(writer.toBytes());
    StateReader skipping = new StateReader(writer.toBytes());
    double[] read = new double[WIDTH];
    for (int i = 0; i < ROWS; i++) {
      assertThat(PaneRows.read(reader, read, 0)).isEqualTo(gaps[i]);
      assertThat(PaneRows.skip(skipping)).isEqualTo(gaps[i]);
      assertThat(skipping.position()).isEqualTo(reader.position());
      assertThat(bits(read)).isEqualTo(bits(Arrays.copyOfRange(rows, i * WIDTH, (i + 1) * WIDTH)));
    }
  }

  @Test
  void aMinuteOfOneSample_takesTwoBytesAndItsDigits() {
    double[] row = {1, 0.123, 0, 0, 12_345.6, 98_765.4, Double.NaN, Double.NaN};
    PaneRows.write(row, 0, 1, writer);
    assertThat(writer.size()).isEqualTo(2 + 3 * 7);
  }

  private static void fill(double[] rows, int at, Random random) {
    boolean several = random.nextInt(4) == 0;
    rows[at] = several ? random.nextInt(5) : 1;
    rows[at + 1] = value(random);
    rows[at + 2] = rows[at] == 1 ? 0 : value(random);
    rows[at + 3] = rows[at] == 1 ? 0 : value(random);
    for (int i = Moments.WIDTH; i < WIDTH; i++) {
      rows[at + i] = value(random);
    }
  }

  private static double value(Random random) {
    return random.nextBoolean() ? EDGES[random.nextInt(EDGES.length)] : 1e6 * random.nextDouble();
  }

  private static long[] bits(double[] values) {
    return Arrays.stream(values).mapToLong(Double::doubleToLongBits).toArray();
  }
}
