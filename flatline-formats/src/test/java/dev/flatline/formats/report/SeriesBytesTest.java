package dev.flatline.formats.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.state.StateWriter;
import dev.flatline.formats.DecodeException;
import dev.flatline.formats.PackedBytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class SeriesBytesTest {
  private static final long AT_MILLIS = 1_795_290_898_896L;

  @Test
  void decode_ofWhatWasEncoded_isTheSameToAFiveHundredth() {
    Random random = new Random(7);
    for (int points : new int[] {0, 1, 2, 599, 600}) {
      for (boolean gpu : new boolean[] {false, true}) {
        FindingSeries series = series(random, points, gpu);
        FindingSeries decoded = SeriesBytes.decode(SeriesBytes.encode(series));
        assertThat(decoded.points())
            .extracting(SeriesPoint::atMillis)
            .isEqualTo(series.points().stream().map(SeriesPoint::atMillis).toList());
        for (int i = 0; i < points; i++) {
          assertLike(series.points().get(i), decoded.points().get(i));
        }
      }
    }
  }

  @Test
  void decode_again_losesNothingMore() {
    FindingSeries once = SeriesBytes.decode(SeriesBytes.encode(series(new Random(1), 600, true)));
    assertThat(SeriesBytes.decode(SeriesBytes.encode(once))).isEqualTo(once);
  }

  @Test
  void encode_ofADayOfAFlatMiner_takesFewBytes() {
    List<SeriesPoint> points = new ArrayList<>();
    for (int i = 0; i < 600; i++) {
      points.add(
          new SeriesPoint(
              AT_MILLIS + i * 144_000L, Spread.of(0.997), Spread.of(1200), Spread.UNMEASURED));
    }
    assertThat(SeriesBytes.encode(new FindingSeries(points))).hasSizeLessThan(200);
  }

  @Test
  void decode_ofBytesOfAnotherVersion_isRefused() {
    for (byte[] bytes : List.of(new byte[0], new byte[] {2, 0, 0})) {
      assertThatThrownBy(() -> SeriesBytes.decode(bytes))
          .isInstanceOf(DecodeException.class)
          .hasMessageContaining("not of version 1");
    }
  }

  @Test
  void decode_ofDamagedBytes_isRefusedOrASeries() {
    Random random = new Random(3);
    byte[] whole = SeriesBytes.encode(series(random, 300, true));
    int refused = 0;
    for (int i = 0; i < 2_000; i++) {
      byte[] damaged = Arrays.copyOf(whole, 1 + random.nextInt(whole.length));
      damaged[random.nextInt(damaged.length)] ^= (byte) (1 << random.nextInt(8));
      refused += isRefused(damaged) ? 1 : 0;
    }
    assertThat(refused).isEqualTo(2_000);
  }

  @Test
  void decode_ofRandomBytesThatUnpack_isRefusedOrASeries() {
    Random random = new Random(5);
    for (int i = 0; i < 2_000; i++) {
      byte[] inner = new byte[random.nextInt(200)];
      random.nextBytes(inner);
      if (inner.length > 1) {
        inner[0] = (byte) random.nextInt(20);
        inner[1] = (byte) random.nextInt(2);
      }
      isRefused(versioned(inner));
    }
  }

  @Test
  void decode_ofAFewBytesThatUnpackToMany_isRefused() {
    byte[] bomb = versioned(new byte[50_000_000]);
    assertThat(bomb).hasSizeLessThan(100_000);
    assertThatThrownBy(() -> SeriesBytes.decode(bomb))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("more than");
  }

  @Test
  void decode_ofMorePointsThanThereMayBe_isRefused() {
    StateWriter writer = new StateWriter();
    writer.putInt(FindingSeries.MOST_POINTS + 1);
    assertThatThrownBy(() -> SeriesBytes.decode(versioned(writer.toBytes())))
        .isInstanceOf(DecodeException.class)
        .hasMessageContaining("601");
  }

  private static boolean isRefused(byte[] bytes) {
    try {
      SeriesBytes.decode(bytes);
      return false;
    } catch (DecodeException e) {
      return true;
    }
  }

  private static byte[] versioned(byte[] inner) {
    byte[] packed = PackedBytes.pack(inner, 9);
    byte[] bytes = new byte[packed.length + 1];
    bytes[0] = 1;
    System.arraycopy(packed, 0, bytes, 1, packed.length);
    return bytes;
  }

  private static FindingSeries series(Random random, int count, boolean gpu) {
    List<SeriesPoint> points = new ArrayList<>();
    long atMillis = AT_MILLIS;
    for (int i = 0; i < count; i++) {
      atMillis += 1 + random.nextInt(100_000);
      SeriesPoint.Gpu its =
          gpu && random.nextInt(4) > 0
              ? new SeriesPoint.Gpu(spread(random, 1), spread(random, 300), spread(random, 1e10))
              : SeriesPoint.Gpu.NONE;
      points.add(
          new SeriesPoint(
              atMillis, spread(random, 1), spread(random, 1e9), spread(random, 1e-3), its));
    }
    return new FindingSeries(points);
  }

  private static Spread spread(Random random, double most) {
    if (random.nextInt(5) == 0) {
      return Spread.UNMEASURED;
    }
    double[] values = random.doubles(2).map(one -> one * most).sorted().toArray();
    return new Spread(values[0], (values[0] + values[1]) / 2, values[1]);
  }

  private static void assertLike(SeriesPoint wanted, SeriesPoint got) {
    for (PlottedMetric metric : PlottedMetric.values()) {
      Spread a = metric.of(wanted);
      Spread b = metric.of(got);
      assertThat(b.isMeasured()).isEqualTo(a.isMeasured());
      if (a.isMeasured()) {
        assertThat(b.least()).isBetween(a.least() * (1 - 1.0 / 512), a.least() * (1 + 1.0 / 512));
        assertThat(b.mean()).isBetween(a.mean() * (1 - 1.0 / 512), a.mean() * (1 + 1.0 / 512));
        assertThat(b.greatest())
            .isBetween(a.greatest() * (1 - 1.0 / 512), a.greatest() * (1 + 1.0 / 512));
      }
    }
  }
}
