package dev.flatline.formats.remotewrite;

import static dev.flatline.formats.remotewrite.RemoteWriteVersion.V1;
import static dev.flatline.formats.remotewrite.RemoteWriteVersion.V2;
import static dev.flatline.testkit.RemoteWriteBody.label;
import static dev.flatline.testkit.RemoteWriteBody.packed;
import static dev.flatline.testkit.RemoteWriteBody.sample;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flatline.formats.series.CollectedSeries;
import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SampleVisitor;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesDecodeException.Reason;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.testkit.RemoteWriteBody;
import dev.flatline.testkit.RemoteWriteBody.Point;
import dev.flatline.testkit.RemoteWriteBody.Series;
import dev.flatline.testkit.WireMessage;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class RemoteWriteLimitsTest {
  /// A second is meant; a loaded machine, instrumented code, takes longer.
  private static final Duration LONGEST = Duration.ofSeconds(20);
  private static final WireMessage SAMPLE = sample(new Point(1, 1));
  private static final SeriesLimits SMALL = new SeriesLimits(1000, 3, 4, 20);

  private static final SampleVisitor NOBODY =
      new SampleVisitor() {
        @Override
        public void series(LabelSlices labels) {}

        @Override
        public void sample(long atMillis, double value) {}
      };

  @ParameterizedTest
  @EnumSource
  void decode_upToTheLimits_takesAll(RemoteWriteVersion version) {
    CollectedSeries collected = new CollectedSeries();
    Series series =
        Series.of(1, 1, "__name__", "x".repeat(20), "a", "1", "b", "2", "y".repeat(20), "3");

    new RemoteWriteDecoder(SMALL, NameSet.ALL)
        .decode(version, body(version, Collections.nCopies(3, series)), collected);

    assertThat(collected.lines()).hasSize(3);
  }

  @ParameterizedTest
  @EnumSource
  void decode_beyondALimit_isRefusedWithItsReason(RemoteWriteVersion version) {
    Series up = Series.of(1, 1, "__name__", "up");

    assertRefused(version, Reason.TOO_MANY_SERIES, Collections.nCopies(4, up));
    assertRefused(
        version,
        Reason.TOO_LARGE,
        List.of(new Series(Map.of("__name__", "up"), Collections.nCopies(90, new Point(1, 1)))));
  }

  @ParameterizedTest
  @EnumSource
  void decode_ofSeriesWithLabelsBeyondALimit_skipsThemAlone(RemoteWriteVersion version) {
    SeriesLimits limits = new SeriesLimits(1000, 10, 4, 20);
    List<Point> points = List.of(new Point(1, 1), new Point(2, 2));
    List<Series> series =
        List.of(
            Series.of(1, 1, "__name__", "before"),
            Series.of(1, 1, "__name__", "up", "a", "1", "b", "2", "c", "3", "d", "4"),
            Series.of(1, 1, "__name__", "x".repeat(21)),
            new Series(Map.of("__name__", "up", "x".repeat(21), "1"), points),
            Series.of(1, 1, "__name__", "up", "pod", "x".repeat(200)),
            Series.of(1, 1, "__name__", "behind"));
    CollectedSeries collected = new CollectedSeries();

    SeriesReport report =
        new RemoteWriteDecoder(limits, NameSet.ALL)
            .decode(version, body(version, series), collected);

    assertThat(collected.lines())
        .extracting(line -> line.labels().get("__name__"))
        .containsExactly("before", "behind");
    assertThat(report.samples()).isEqualTo(2);
    assertThat(report.skipped().of(SkipReason.LABELS_TOO_LARGE)).isEqualTo(5);
    assertThat(report.skipped().samples()).isEqualTo(5);
  }

  @Test
  void decode_whatIsNoSnappyBlock_isRefused() {
    assertRefused(V1, Reason.MALFORMED);
    assertRefused(V1, Reason.MALFORMED, 0xFF, 0xFF, 0xFF);
    assertRefused(V1, Reason.MALFORMED, 4, 0);
    assertRefused(V1, Reason.MALFORMED, 0x80, 0x80, 0x01, 0x00, 0x00);
    assertRefused(V1, Reason.MALFORMED, 0xFF, 0xFF, 0xFF, 0xFF, 0x0F, 0x00);
    assertRefused(V1, Reason.MALFORMED, 0x80, 0x80, 0x80, 0x40, 0x00);
  }

  @Test
  void decode_brokenMessages_isRefused() {
    assertRefused(V1, new WireMessage().raw((byte) 0x0A, (byte) 5, (byte) 0));
    assertRefused(V1, new WireMessage().raw((byte) 0x0A, (byte) 0xFF));
    assertRefused(V1, new WireMessage().raw((byte) 0x0C));
    assertRefused(V1, new WireMessage().raw((byte) 0x00));
    assertRefused(V1, new WireMessage().message(1, new WireMessage().raw((byte) 0x12, (byte) 9)));
    assertRefused(
        V1,
        new WireMessage()
            .message(
                1,
                new WireMessage()
                    .message(1, label("__name__", "up"))
                    .message(2, new WireMessage().raw((byte) 9, (byte) 1))));
    assertRefused(V1, new WireMessage().raw(new byte[] {0x0A, -1, -1, -1, -1, 0x0F}));
  }

  @Test
  void decode_brokenSymbols_isRefused() {
    WireMessage series = new WireMessage().integer(1, 1).integer(1, 2).message(2, SAMPLE);
    assertRefused(V2, new WireMessage().message(5, series));
    assertRefused(V2, new WireMessage().text(4, "").text(4, "__name__").message(5, series));
    assertRefused(V2, new WireMessage().text(4, "a").text(4, "__name__").text(4, "up"));
    assertRefused(V2, new WireMessage().text(4, "").message(5, new WireMessage().integer(1, -1)));
    assertRefused(V2, new WireMessage().text(4, "").message(5, new WireMessage().integer(1, 0)));
  }

  @Test
  void decode_groupsInGroups_isRefused() {
    byte[] open = new byte[900];
    Arrays.fill(open, (byte) 0x0B);

    assertRefused(V1, new WireMessage().raw(open));
  }

  /// As many of the smallest things as fit, and as much work for each as can be.
  @Test
  void decode_theWorstOfRequests_ends() {
    RemoteWriteDecoder decoder = new RemoteWriteDecoder(SeriesLimits.DEFAULTS, NameSet.ALL);
    int most = SeriesLimits.DEFAULTS.mostBytes();
    WireMessage up = new WireMessage().message(1, label("__name__", "up"));
    byte[] emptySamples = filled(most - 100, 0x12, 0);
    assertEnds(decoder, V1, new WireMessage().message(1, up.raw(emptySamples)));
    assertEnds(decoder, V1, new WireMessage().raw(filled(most, 0x1A, 0)));
    assertEnds(
        decoder,
        V1,
        new WireMessage().message(1, new WireMessage().raw(filled(most - 9, 0x0A, 0))));
    assertEnds(decoder, V2, new WireMessage().raw(filled(most, 0x22, 0)));
    assertEnds(decoder, V2, new WireMessage().raw(filled(most, 0x1A, 0)));
  }

  @Test
  void decode_labelsInTheWorstOrder_ends() {
    Map<String, String> backwards = new TreeMap<>(Collections.reverseOrder());
    for (int i = 0; i < SeriesLimits.DEFAULTS.mostLabels() - 1; i++) {
      backwards.put("longprefix" + (char) ('!' + i), "v");
    }
    backwards.put("__name__", "up");
    List<Series> series =
        Collections.nCopies(20_000, new Series(backwards, List.of(new Point(1, 1))));
    byte[] body = RemoteWriteBody.v1(series);

    Assertions.assertTimeout(
        LONGEST,
        () -> new RemoteWriteDecoder(SeriesLimits.DEFAULTS, NameSet.ALL).decode(V1, body, NOBODY));
  }

  private static void assertEnds(
      RemoteWriteDecoder decoder, RemoteWriteVersion version, WireMessage request) {
    byte[] body = packed(request);
    Assertions.assertTimeout(
        LONGEST,
        () -> {
          try {
            decoder.decode(version, body, NOBODY);
          } catch (SeriesDecodeException refused) {
            assertThat(refused.reason()).isIn(Reason.TOO_LARGE, Reason.TOO_MANY_SERIES);
          }
        });
  }

  private static byte[] filled(int length, int even, int odd) {
    byte[] bytes = new byte[length / 2 * 2];
    for (int i = 0; i < bytes.length; i += 2) {
      bytes[i] = (byte) even;
      bytes[i + 1] = (byte) odd;
    }
    return bytes;
  }

  private static byte[] body(RemoteWriteVersion version, List<Series> series) {
    return switch (version) {
      case V1 -> RemoteWriteBody.v1(series);
      case V2 -> RemoteWriteBody.v2(series);
    };
  }

  private static void assertRefused(
      RemoteWriteVersion version, Reason reason, List<Series> series) {
    assertRefused(version, reason, body(version, series));
  }

  private static void assertRefused(RemoteWriteVersion version, WireMessage request) {
    assertRefused(version, Reason.MALFORMED, packed(request));
  }

  private static void assertRefused(RemoteWriteVersion version, Reason reason, int... body) {
    byte[] bytes = new byte[body.length];
    for (int i = 0; i < body.length; i++) {
      bytes[i] = (byte) body[i];
    }
    assertRefused(version, reason, bytes);
  }

  private static void assertRefused(RemoteWriteVersion version, Reason reason, byte[] body) {
    assertThatExceptionOfType(SeriesDecodeException.class)
        .isThrownBy(() -> new RemoteWriteDecoder(SMALL, NameSet.ALL).decode(version, body, NOBODY))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
