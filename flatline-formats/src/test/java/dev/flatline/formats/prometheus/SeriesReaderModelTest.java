package dev.flatline.formats.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Any finite double, written as any server may write it, comes out bit by bit.
class SeriesReaderModelTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void values_ofRandomDoubles_comeOutExactly(long seed) throws IOException {
    Random random = new Random(seed);
    List<Double> expected = new ArrayList<>();
    StringBuilder json =
        new StringBuilder(
            "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[");
    for (int i = 0; i < 5_000; i++) {
      double value = finite(random);
      expected.add(value);
      json.append(i == 0 ? "" : ",")
          .append('[')
          .append(i)
          .append(",\"")
          .append(value)
          .append("\"]");
    }
    json.append("]}]}}");

    List<Double> read = new ArrayList<>();
    new ApiDecoder(1 << 24)
        .series(
            new ByteArrayInputStream(json.toString().getBytes(UTF_8)),
            new SeriesVisitor() {
              @Override
              public void series(Map<String, String> labels) {}

              @Override
              public void point(long atMillis, double value) {
                read.add(value);
              }
            });

    assertThat(read).isEqualTo(expected);
  }

  private static double finite(Random random) {
    double value =
        switch (random.nextInt(4)) {
          case 0 -> Double.longBitsToDouble(random.nextLong());
          case 1 -> random.nextInt(1_000_000);
          case 2 -> random.nextDouble();
          default -> random.nextGaussian() * 1e9;
        };
    return Double.isFinite(value) ? value : 0.5;
  }
}
