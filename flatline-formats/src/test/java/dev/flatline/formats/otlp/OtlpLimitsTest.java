package dev.flatline.formats.otlp;

import static dev.flatline.formats.otlp.OtlpRequests.attribute;
import static dev.flatline.formats.otlp.OtlpRequests.gauge;
import static dev.flatline.formats.otlp.OtlpRequests.point;
import static dev.flatline.formats.otlp.OtlpRequests.resource;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flatline.formats.series.CollectedSeries;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesDecodeException.Reason;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.testkit.WireMessage;
import io.opentelemetry.proto.common.v1.KeyValue;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.resource.v1.Resource;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Arrays;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;

class OtlpLimitsTest {
  /// A second is meant; a loaded machine, instrumented code, takes longer.
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final SeriesLimits SMALL = new SeriesLimits(2000, 3, 4, 24);

  private final CollectedSeries collected = new CollectedSeries();

  @Test
  void decode_upToTheLimits_takesAll() {
    byte[] request =
        OtlpRequests.of(
            resource(attribute("service.name", "x".repeat(24)), attribute("b", "c")),
            gauge("x".repeat(24), point(1), point(2), point(3, attribute("d", "e"))));

    assertThat(new OtlpDecoder(SMALL, NameSet.ALL).decodeProtobuf(request, collected).samples())
        .isEqualTo(3);
  }

  @Test
  void decode_beyondALimit_isRefusedWithItsReason() {
    assertRefused(Reason.TOO_LARGE, new byte[2001]);
    assertRefused(
        Reason.TOO_MANY_SERIES,
        OtlpRequests.of(gauge("g", point(1), point(1), point(1), point(1))));
  }

  @Test
  void decode_ofAPointWithLabelsBeyondALimit_skipsItAlone() {
    assertSkipped(1, gauge("g", point(1), point(2, attributes(4)), point(3, attributes(3))));
    assertSkipped(1, gauge("g", point(1)), gauge("x".repeat(25), point(2)), gauge("h", point(3)));
    assertSkipped(1, gauge("g", point(1)), gauge("x".repeat(200), point(2)), gauge("h", point(3)));
  }

  @Test
  void decode_ofAResourceWithLabelsBeyondALimit_skipsItsPointsAlone() throws IOException {
    assertSkippedResource(resource(attributes(5)));
    assertSkippedResource(resource(attributes(40)));
    assertSkippedResource(
        resource(
            attribute("service.name", "x".repeat(12)),
            attribute("service.namespace", "x".repeat(12))));
  }

  private void assertSkippedResource(Resource tooLarge) throws IOException {
    byte[] odd = OtlpRequests.of(tooLarge, gauge("odd", point(1)));
    byte[] good = OtlpRequests.of(gauge("good", point(2)));
    ByteArrayOutputStream both = new ByteArrayOutputStream();
    both.write(odd);
    both.write(good);
    assertSkipped(1, 1, both.toByteArray());
  }

  private void assertSkipped(int skipped, Metric... metrics) {
    assertSkipped(skipped, 2, OtlpRequests.of(metrics));
  }

  private void assertSkipped(int skipped, int taken, byte[] request) {
    SeriesLimits limits = new SeriesLimits(2000, 10, 4, 24);
    collected.lines().clear();
    SeriesReport report = new OtlpDecoder(limits, NameSet.ALL).decodeProtobuf(request, collected);
    assertThat(report.skipped().byReason())
        .containsExactly(Map.entry(SkipReason.LABELS_TOO_LARGE, (long) skipped));
    assertThat(report.samples()).isEqualTo(taken);
    assertThat(collected.lines()).hasSize(taken);
  }

  @Test
  void decode_whatIsNoRequest_isRefused() {
    assertRefused(Reason.MALFORMED, new byte[] {0x0A, 5, 0});
    assertRefused(Reason.MALFORMED, new byte[] {0x0A, 1, 0x12});
    assertRefused(Reason.MALFORMED, new byte[] {0x0C});
    assertRefused(Reason.MALFORMED, new byte[] {0});
    byte[] groups = new byte[1000];
    Arrays.fill(groups, (byte) 0x0B);
    assertRefused(Reason.MALFORMED, groups);
  }

  /// At each depth as many of the smallest messages as fit.
  @Test
  void decode_manyEmptyMessages_ends() {
    byte[] empty = new byte[(SeriesLimits.DEFAULTS.mostBytes() - 100) / 2 * 2];
    for (int i = 0; i < empty.length; i += 2) {
      empty[i] = 0x0A;
    }
    OtlpDecoder decoder = new OtlpDecoder(SeriesLimits.DEFAULTS, NameSet.ALL);
    int[][] paths = {{}, {1}, {1, 1}, {1, 1, 1}, {1, 2}, {1, 2, 2}, {1, 2, 2, 5}, {1, 2, 2, 7}};
    for (int[] path : paths) {
      WireMessage message = new WireMessage().raw(empty);
      for (int i = path.length - 1; i >= 0; i--) {
        message = new WireMessage().message(path[i], message);
      }
      byte[] request = message.toBytes();
      Assertions.assertTimeout(
          LONGEST,
          () -> {
            try {
              decoder.decodeProtobuf(request, collected);
            } catch (SeriesDecodeException refused) {
              assertThat(refused.reason()).isEqualTo(Reason.TOO_MANY_SERIES);
            }
          },
          () -> "path " + Arrays.toString(path));
    }
  }

  private static KeyValue[] attributes(int count) {
    return IntStream.range(0, count)
        .mapToObj(i -> attribute("a" + i, "v"))
        .toArray(KeyValue[]::new);
  }

  private void assertRefused(Reason reason, byte[] request) {
    assertThatExceptionOfType(SeriesDecodeException.class)
        .isThrownBy(() -> new OtlpDecoder(SMALL, NameSet.ALL).decodeProtobuf(request, collected))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
