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
import dev.flatline.testkit.WireMessage;
import io.opentelemetry.proto.common.v1.KeyValue;
import java.time.Duration;
import java.util.Arrays;
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
    assertRefused(Reason.TOO_MANY_LABELS, OtlpRequests.of(gauge("g", point(1, attributes(4)))));
    assertRefused(Reason.TOO_MANY_LABELS, OtlpRequests.of(resource(attributes(5))));
    assertRefused(Reason.LABEL_TOO_LONG, OtlpRequests.of(gauge("x".repeat(25), point(1))));
    assertRefused(
        Reason.LABEL_TOO_LONG,
        OtlpRequests.of(
            resource(
                attribute("service.name", "x".repeat(12)),
                attribute("service.namespace", "x".repeat(12))),
            gauge("g", point(1))));
    assertRefused(Reason.LABEL_TOO_LONG, OtlpRequests.of(gauge("x".repeat(200), point(1))));
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
              assertThat(refused.reason()).isIn(Reason.TOO_MANY_SERIES, Reason.TOO_MANY_LABELS);
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
