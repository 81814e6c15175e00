package dev.flatline.formats.remotewrite;

import static dev.flatline.formats.remotewrite.RemoteWriteVersion.V1;
import static dev.flatline.formats.remotewrite.RemoteWriteVersion.V2;
import static dev.flatline.formats.series.CollectedSeries.line;
import static dev.flatline.testkit.RemoteWriteBody.label;
import static dev.flatline.testkit.RemoteWriteBody.packed;
import static dev.flatline.testkit.RemoteWriteBody.sample;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.formats.series.CollectedSeries;
import dev.flatline.formats.series.LabelSlices;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SampleVisitor;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesIndex;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.formats.series.StaleMarker;
import dev.flatline.testkit.RemoteWriteBody;
import dev.flatline.testkit.RemoteWriteBody.Point;
import dev.flatline.testkit.RemoteWriteBody.Series;
import dev.flatline.testkit.WireMessage;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class RemoteWriteDecoderTest {
  private static final Point POINT = new Point(1_700_000_000_123L, 0.25);

  private final RemoteWriteDecoder decoder =
      new RemoteWriteDecoder(SeriesLimits.DEFAULTS, NameSet.ALL);
  private final CollectedSeries collected = new CollectedSeries();

  @ParameterizedTest
  @EnumSource
  void decode_metricThatNobodyWants_isCountedOnly(RemoteWriteVersion version) {
    List<Series> series =
        List.of(
            Series.of(1, 1, "Zone", "before its name", "__name__", "cpu", "job", "node"),
            new Series(
                Map.of("__name__", "up", "job", "node"), List.of(new Point(1, 1), new Point(2, 1))),
            Series.of(3, 1, "__name__", "cpus", "job", "node"),
            Series.of(4, 0.5, "__name__", "cpu", "job", "node"));

    SeriesReport report =
        new RemoteWriteDecoder(SeriesLimits.DEFAULTS, NameSet.of(Set.of("cpu", "memory")))
            .decode(
                version,
                version == V1 ? RemoteWriteBody.v1(series) : RemoteWriteBody.v2(series),
                collected);

    assertThat(collected.lines())
        .containsExactly(
            line(1, 1, "Zone", "before its name", "__name__", "cpu", "job", "node"),
            line(4, 0.5, "__name__", "cpu", "job", "node"));
    assertThat(collected.unwanted()).isEqualTo(3);
    assertThat(report.series()).isEqualTo(2);
    assertThat(report.samples()).isEqualTo(5);
  }

  @ParameterizedTest
  @EnumSource
  void decode_series_givesLabelsAndSamples(RemoteWriteVersion version) {
    SeriesReport report =
        decode(
            version,
            new Series(
                Map.of("__name__", "cpu"),
                List.of(new Point(1, -0.0), new Point(2, Double.NaN), new Point(3, 1e300))),
            Series.of(Long.MAX_VALUE, 7, "__name__", "up", "instance", "Köln", "job", "node"));

    assertThat(collected.lines())
        .containsExactly(
            line(1, -0.0, "__name__", "cpu"),
            line(2, Double.NaN, "__name__", "cpu"),
            line(3, 1e300, "__name__", "cpu"),
            line(Long.MAX_VALUE, 7, "__name__", "up", "instance", "Köln", "job", "node"));
    assertThat(report.series()).isEqualTo(2);
    assertThat(report.samples()).isEqualTo(4);
    assertThat(report.skipped().byReason()).isEmpty();
  }

  @Test
  void decode_seriesThatComeAgain_areKnownByHowTheyAreWritten() {
    byte[] body =
        RemoteWriteBody.v1(
            List.of(
                Series.of(1, 1, "__name__", "cpu", "job", "a"),
                new Series(
                    Map.of("__name__", "up"), List.of(new Point(1, 2), new Point(0, 3), POINT))));
    CollectedSeries knowing = new CollectedSeries(index());
    SeriesReport first = decoder.decode(V1, body, knowing);
    List<CollectedSeries.Line> lines = List.copyOf(knowing.lines());
    knowing.lines().clear();
    assertThat(knowing.known()).isZero();

    SeriesReport again = decoder.decode(V1, body, knowing);

    assertThat(knowing.known()).isEqualTo(2);
    assertThat(knowing.lines()).isEqualTo(lines).hasSize(3);
    assertThat(again).usingRecursiveComparison().isEqualTo(first);
  }

  /// What is known makes no difference but to the time that it takes.
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void decode_whatIsPartlyKnown_equalsWhatIsNot(long seed) {
    Random random = new Random(seed);
    CollectedSeries knowing = new CollectedSeries(index());
    for (int request = 0; request < 300; request++) {
      WireMessage message = new WireMessage();
      for (int i = random.nextInt(8); i > 0; i--) {
        message.message(1, anySeries(random));
      }
      byte[] body = packed(message);
      collected.lines().clear();
      knowing.lines().clear();

      SeriesReport report = decoder.decode(V1, body, knowing);

      assertThat(report).usingRecursiveComparison().isEqualTo(decoder.decode(V1, body, collected));
      assertThat(knowing.lines()).isEqualTo(collected.lines());
    }
    assertThat(knowing.known()).isGreaterThan(100);
  }

  /// One of few, plain or not: with labels unsorted, twice, behind samples or of many bytes, and
  /// with fields that are none of them.
  private static WireMessage anySeries(Random random) {
    WireMessage series = new WireMessage();
    if (random.nextInt(9) == 0) {
      series.message(2, sample(POINT));
    }
    if (random.nextInt(9) == 0) {
      series.message(1, label("job", "a"));
    }
    series.message(1, label("__name__", random.nextBoolean() ? "cpu" : "up"));
    for (int i = random.nextInt(3); i > 0; i--) {
      series.message(1, label("job", random.nextInt(9) == 0 ? "x".repeat(126) : "b"));
    }
    for (int i = random.nextInt(40) == 0 ? 60 : 0; i > 0; i--) {
      series.message(1, label("label" + i, "y".repeat(80)));
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      series.message(2, sample(new Point(random.nextInt(3), random.nextInt(3))));
    }
    if (random.nextInt(9) == 0) {
      series.message(3 + random.nextInt(3), new WireMessage());
    }
    return random.nextInt(9) == 0 ? series.message(1, label("zone", "c")) : series;
  }

  private static SeriesIndex<Map<String, String>> index() {
    return new SeriesIndex<>(1_000, 1 << 20, labels -> labels);
  }

  @ParameterizedTest
  @EnumSource
  void decode_staleMarker_isToldFromNaN(RemoteWriteVersion version) {
    decode(
        version,
        Series.of(1, StaleMarker.VALUE, "__name__", "up"),
        Series.of(1, Double.NaN, "__name__", "up"));

    assertThat(collected.lines())
        .extracting(line -> StaleMarker.is(line.value()))
        .containsExactly(true, false);
  }

  @Test
  void decode_bothVersions_giveOneHash() {
    Series series = Series.of(1, 2, "__name__", "up", "instance", "a-long-enough-name", "job", "b");
    List<Long> hashes = new ArrayList<>();
    SampleVisitor visitor =
        new SampleVisitor() {
          @Override
          public void series(LabelSlices labels) {
            hashes.add(labels.hash());
          }

          @Override
          public void sample(long atMillis, double value) {}
        };

    decoder.decode(V1, RemoteWriteBody.v1(List.of(series)), visitor);
    decoder.decode(V2, RemoteWriteBody.v2(List.of(series)), visitor);

    assertThat(hashes).hasSize(2);
    assertThat(hashes.getFirst()).isEqualTo(hashes.getLast());
  }

  @ParameterizedTest
  @EnumSource
  void decode_unsortedLabels_sortsAndCounts(RemoteWriteVersion version) {
    Map<String, String> labels = new LinkedHashMap<>();
    labels.put("job", "node");
    labels.put("__name__", "up");

    SeriesReport report = decode(version, new Series(labels, List.of(POINT)));

    assertThat(collected.lines().getFirst().labels().keySet()).containsExactly("__name__", "job");
    assertThat(report.unsortedSeries()).isEqualTo(1);
  }

  @ParameterizedTest
  @CsvSource({"V1,job,NO_NAME", "V2,job,NO_NAME", "V1,'',EMPTY_LABEL_NAME"})
  void decode_seriesThatLabelsDoNotName_isCountedAndTheRestGoesOn(
      RemoteWriteVersion version, String labelName, SkipReason reason) {
    SeriesReport report =
        decode(
            version,
            new Series(Map.of(labelName, "x"), List.of(POINT, POINT)),
            Series.of(5, 7, "__name__", "up"));

    assertThat(report.skipped().byReason()).isEqualTo(Map.of(reason, 2L));
    assertThat(report.skipped().samples()).isEqualTo(2);
    assertThat(collected.lines()).containsExactly(line(5, 7, "__name__", "up"));
  }

  @Test
  void decode_samplesBeforeLabels_givesLabelsFirst() {
    WireMessage series =
        new WireMessage()
            .message(2, sample(POINT))
            .message(1, label("job", "node"))
            .message(2, sample(POINT))
            .message(1, label("__name__", "up"));

    SeriesReport report =
        decoder.decode(
            V1, packed(new WireMessage().message(1, series).message(1, series)), collected);

    assertThat(report.samples()).isEqualTo(4);
    assertThat(collected.lines())
        .hasSize(4)
        .containsOnly(line(POINT.atMillis(), POINT.value(), "__name__", "up", "job", "node"));
  }

  @Test
  void decode_labelsThatAreWrittenUnusually_readsThem() {
    String lengthy = "x".repeat(200);
    WireMessage series =
        new WireMessage()
            .message(1, new WireMessage().text(2, "up").text(1, "__name__"))
            .message(1, label("a", "1").integer(9, 1))
            .message(1, label("b", lengthy))
            .message(1, new WireMessage().text(1, "c").text(2, "").text(2, "3"))
            .message(
                1,
                new WireMessage().raw((byte) 0x0A, (byte) 0x81, (byte) 0, (byte) 'd').text(2, "4"))
            .message(1, new WireMessage().text(1, "e").text(1, "f").text(2, "5"))
            .message(1, new WireMessage().text(1, "none"))
            .message(2, sample(POINT));

    decoder.decode(V1, packed(new WireMessage().message(1, series)), collected);

    assertThat(collected.lines())
        .extracting(line -> line.labels())
        .containsExactly(
            Map.of("__name__", "up", "a", "1", "b", lengthy, "c", "3", "d", "4", "f", "5"));
  }

  @Test
  void decode_symbolsAfterSeries_findsThem() {
    WireMessage request =
        new WireMessage()
            .message(5, referring(1, 2, 3, 4))
            .text(4, "")
            .text(4, "__name__")
            .text(4, "up")
            .text(4, "job")
            .text(4, "node");

    decoder.decode(V2, packed(request), collected);

    assertThat(collected.lines())
        .containsExactly(line(POINT.atMillis(), POINT.value(), "__name__", "up", "job", "node"));
  }

  @Test
  void decode_referencesOneByOne_readsThem() {
    WireMessage series = new WireMessage().integer(1, 1).integer(1, 2).message(2, sample(POINT));
    WireMessage request =
        new WireMessage().text(4, "").text(4, "__name__").text(4, "up").message(5, series);

    decoder.decode(V2, packed(request), collected);

    assertThat(collected.lines())
        .containsExactly(line(POINT.atMillis(), POINT.value(), "__name__", "up"));
  }

  @Test
  void decode_whatIsNotJudged_isCounted() {
    WireMessage series =
        new WireMessage()
            .message(1, label("__name__", "up"))
            .message(3, new WireMessage().number(2, 1))
            .message(4, new WireMessage().integer(1, 1))
            .message(4, new WireMessage().integer(1, 1))
            .integer(99, 5);

    SeriesReport report =
        decoder.decode(
            V1,
            packed(
                new WireMessage().message(1, series).message(3, new WireMessage()).integer(9, 1)),
            collected);

    assertThat(report.skipped().byReason())
        .isEqualTo(
            Map.of(SkipReason.EXEMPLAR, 1L, SkipReason.HISTOGRAM, 2L, SkipReason.METADATA, 1L));
    assertThat(report.series()).isZero();
  }

  @Test
  void decode_whatIsNotJudgedInVersion2_isCounted() {
    WireMessage series =
        referring(1, 2)
            .message(2, sample(POINT).integer(3, 1_600_000_000_000L))
            .message(3, new WireMessage())
            .message(4, new WireMessage())
            .message(4, new WireMessage())
            .message(5, new WireMessage())
            .integer(6, 1_600_000_000_000L);
    WireMessage request =
        new WireMessage().text(4, "").text(4, "__name__").text(4, "up").message(5, series);

    SeriesReport report = decoder.decode(V2, packed(request), collected);

    assertThat(report.skipped().byReason())
        .isEqualTo(
            Map.of(
                SkipReason.EXEMPLAR, 2L,
                SkipReason.HISTOGRAM, 1L,
                SkipReason.METADATA, 1L,
                SkipReason.CREATED_TIMESTAMP, 2L));
    assertThat(report.samples()).isEqualTo(2);
  }

  @ParameterizedTest
  @EnumSource
  void decode_sampleWithoutTime_isCounted(RemoteWriteVersion version) {
    SeriesReport report =
        decode(
            version,
            new Series(
                Map.of("__name__", "up"), List.of(new Point(0, 1), new Point(-5, 1), POINT)));

    assertThat(report.skipped().byReason()).isEqualTo(Map.of(SkipReason.NO_TIME, 2L));
    assertThat(report.samples()).isEqualTo(1);
  }

  @ParameterizedTest
  @EnumSource
  void decode_emptyRequest_givesNothing(RemoteWriteVersion version) {
    assertThat(decode(version).samples()).isZero();
  }

  @Test
  void decode_afterARefusal_takesTheNext() {
    try {
      decoder.decode(V1, new byte[] {5, 1, 2}, collected);
    } catch (SeriesDecodeException expected) {
      assertThat(expected).hasMessageContaining("snappy");
    }

    decode(V1, Series.of(5, 7, "__name__", "up"));

    assertThat(collected.lines()).hasSize(1);
  }

  private SeriesReport decode(RemoteWriteVersion version, Series... series) {
    byte[] body =
        switch (version) {
          case V1 -> RemoteWriteBody.v1(List.of(series));
          case V2 -> RemoteWriteBody.v2(List.of(series));
        };
    return decoder.decode(version, body, collected);
  }

  private static WireMessage referring(int... references) {
    WireMessage packed = new WireMessage();
    for (int reference : references) {
      packed.packed(reference);
    }
    return new WireMessage().message(1, packed).message(2, sample(POINT));
  }
}
