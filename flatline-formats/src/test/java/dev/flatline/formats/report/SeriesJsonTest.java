package dev.flatline.formats.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesJsonTest {
  @Test
  void encode_nothing_isAnEmptyList() {
    assertThat(SeriesJson.encode("7f3a", FindingSeries.NONE))
        .isEqualTo("{\"finding\":\"7f3a\",\"points\":[]}");
  }

  @Test
  void encode_points_leavesOutWhatWasNotMeasured() {
    FindingSeries series =
        new FindingSeries(
            List.of(
                new SeriesPoint(
                    0,
                    new Spread(0.5, 0.61234567, 1),
                    Spread.of(1200.4),
                    Spread.UNMEASURED,
                    new SeriesPoint.Gpu(Spread.of(0.25), Spread.of(299.6), Spread.UNMEASURED)),
                new SeriesPoint(60_000, Spread.UNMEASURED, Spread.UNMEASURED, Spread.UNMEASURED)));
    assertThat(SeriesJson.encode("7f3a", series))
        .isEqualTo(
            "{\"finding\":\"7f3a\",\"points\":["
                + "{\"at\":\"1970-01-01T00:00:00Z\",\"cpu\":[0.5,0.6123,1.0],"
                + "\"network\":[1200,1200,1200],\"gpu\":[0.25,0.25,0.25],\"power\":[300,300,300]},"
                + "{\"at\":\"1970-01-01T00:01:00Z\"}]}");
  }
}
