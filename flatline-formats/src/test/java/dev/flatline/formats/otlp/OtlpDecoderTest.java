package dev.flatline.formats.otlp;

import static dev.flatline.formats.otlp.OtlpRequests.AT_MILLIS;
import static dev.flatline.formats.otlp.OtlpRequests.attribute;
import static dev.flatline.formats.otlp.OtlpRequests.gauge;
import static dev.flatline.formats.otlp.OtlpRequests.point;
import static dev.flatline.formats.otlp.OtlpRequests.resource;
import static dev.flatline.formats.otlp.OtlpRequests.sum;
import static dev.flatline.formats.series.CollectedSeries.line;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.formats.series.CollectedSeries;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.formats.series.StaleMarker;
import dev.flatline.testkit.WireMessage;
import io.opentelemetry.proto.common.v1.AnyValue;
import io.opentelemetry.proto.common.v1.ArrayValue;
import io.opentelemetry.proto.common.v1.KeyValueList;
import io.opentelemetry.proto.metrics.v1.AggregationTemporality;
import io.opentelemetry.proto.metrics.v1.Exemplar;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogram;
import io.opentelemetry.proto.metrics.v1.ExponentialHistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Histogram;
import io.opentelemetry.proto.metrics.v1.HistogramDataPoint;
import io.opentelemetry.proto.metrics.v1.Metric;
import io.opentelemetry.proto.metrics.v1.NumberDataPoint;
import io.opentelemetry.proto.metrics.v1.Summary;
import io.opentelemetry.proto.metrics.v1.SummaryDataPoint;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class OtlpDecoderTest {
  private final OtlpDecoder decoder = new OtlpDecoder(SeriesLimits.DEFAULTS, NameSet.ALL);
  private final CollectedSeries collected = new CollectedSeries();

  @Test
  void decode_cumulativeSum_isNamedAsThePrometheusProfileExpects() {
    SeriesReport report =
        decode(
            OtlpRequests.of(
                resource(attribute("host.name", "h1"), attribute("cloud.region", "eu-1")),
                sum(
                    "system.cpu.time",
                    AggregationTemporality.AGGREGATION_TEMPORALITY_CUMULATIVE,
                    point(12.5, attribute("cpu", "cpu0"), attribute("state", "user")),
                    point(99, attribute("cpu", "cpu0"), attribute("state", "idle")))));

    assertThat(collected.lines())
        .containsExactly(
            line(AT_MILLIS, 12.5, labels("cpu", "cpu0", "state", "user")),
            line(AT_MILLIS, 99, labels("cpu", "cpu0", "state", "idle")));
    assertThat(report.samples()).isEqualTo(2);
    assertThat(report.skipped().byReason()).isEmpty();
  }

  @Test
  void decode_metricThatNobodyWants_isCountedOnly() {
    SeriesReport report =
        new OtlpDecoder(SeriesLimits.DEFAULTS, NameSet.of(Set.of("system_cpu_utilization")))
            .decodeProtobuf(
                OtlpRequests.of(
                    resource(attribute("host.name", "h1")),
                    gauge("system.memory.usage", point(1), point(2)),
                    gauge("system.cpu.utilization", point(0.5))),
                collected);

    assertThat(collected.lines())
        .containsExactly(
            line(AT_MILLIS, 0.5, "__name__", "system_cpu_utilization", "host_name", "h1"));
    assertThat(collected.unwanted()).isEqualTo(2);
    assertThat(report.samples()).isEqualTo(3);
    assertThat(report.series()).isEqualTo(1);
  }

  private static String[] labels(String... point) {
    String[] all = {
      "__name__", "system_cpu_time", "host_name", "h1", "cloud_region", "eu-1", "", "", "", ""
    };
    System.arraycopy(point, 0, all, 6, point.length);
    return all;
  }

  @Test
  void decode_integerPoint_isItsValue() {
    decode(
        OtlpRequests.of(
            gauge("system.processes.count", point(0).setAsInt(-7)),
            gauge("system.memory.usage", point(0).setAsInt(Long.MAX_VALUE))));

    assertThat(collected.lines())
        .containsExactly(
            line(AT_MILLIS, -7, "__name__", "system_processes_count"),
            line(AT_MILLIS, Long.MAX_VALUE, "__name__", "system_memory_usage"));
  }

  @ParameterizedTest
  @CsvSource({"shop,cart,i-1,shop/cart", "'',cart,i-1,cart"})
  void decode_service_isJobAndInstance(String namespace, String name, String instance, String job) {
    decode(
        OtlpRequests.of(
            resource(
                attribute("service.instance.id", instance),
                attribute("service.name", name),
                attribute("service.namespace", namespace)),
            gauge("g", point(1))));

    assertThat(collected.lines())
        .containsExactly(line(AT_MILLIS, 1, "__name__", "g", "job", job, "instance", instance));
  }

  @Test
  void decode_twoResources_doNotShareLabels() {
    WireMessage both =
        new WireMessage()
            .raw(OtlpRequests.of(resource(attribute("service.name", "a")), gauge("g", point(1))))
            .raw(OtlpRequests.of(resource(attribute("zone", "z")), gauge("g", point(2))));

    decode(both.toBytes());

    assertThat(collected.lines())
        .containsExactly(
            line(AT_MILLIS, 1, "__name__", "g", "job", "a"),
            line(AT_MILLIS, 2, "__name__", "g", "zone", "z"));
  }

  @ParameterizedTest
  @CsvSource({
    "k8s.pod.name,k8s_pod_name",
    "a--b,a_b",
    "Straße.nr,Stra_e_nr",
    "9lives,key_9lives",
    "a:b,a_b",
  })
  void decode_attributeKey_isWrittenAsLabel(String key, String label) {
    decode(OtlpRequests.of(gauge("g", point(1, attribute(key, "v")))));

    assertThat(collected.lines()).containsExactly(line(AT_MILLIS, 1, "__name__", "g", label, "v"));
  }

  @ParameterizedTest
  @CsvSource({"system.cpu.time,system_cpu_time", "9a,_9a", "a:b,a:b", "a..b,a_b"})
  void decode_metricName_isWrittenAsPrometheusHasIt(String name, String written) {
    decode(OtlpRequests.of(gauge(name, point(1))));

    assertThat(collected.lines()).containsExactly(line(AT_MILLIS, 1, "__name__", written));
  }

  @Test
  void decode_attributesOfOtherKinds_areText() {
    decode(
        OtlpRequests.of(
            gauge(
                "g",
                point(
                    1,
                    attribute("a", AnyValue.newBuilder().setBoolValue(true).build()),
                    attribute("b", AnyValue.newBuilder().setIntValue(-12).build()),
                    attribute("c", AnyValue.newBuilder().setDoubleValue(2).build()),
                    attribute("d", AnyValue.newBuilder().setDoubleValue(0.25).build()),
                    attribute("e", "")))));

    assertThat(collected.lines())
        .containsExactly(
            line(AT_MILLIS, 1, "__name__", "g", "a", "true", "b", "-12", "c", "2", "d", "0.25"));
  }

  @Test
  void decode_attributesThatAreNoLabels_areLeftOutAndCounted() {
    AnyValue list = AnyValue.newBuilder().setArrayValue(ArrayValue.getDefaultInstance()).build();
    AnyValue map = AnyValue.newBuilder().setKvlistValue(KeyValueList.getDefaultInstance()).build();

    SeriesReport report =
        decode(
            OtlpRequests.of(
                resource(attribute("process.command_args", list), attribute("host.name", "h")),
                gauge("g", point(1, attribute("m", map), attribute("l", "x".repeat(4097))))));

    assertThat(collected.lines())
        .containsExactly(line(AT_MILLIS, 1, "__name__", "g", "host_name", "h"));
    assertThat(report.skipped().byReason()).isEqualTo(Map.of(SkipReason.ATTRIBUTE, 3L));
  }

  @Test
  void decode_attributeOfPointAndResource_isThePoints() {
    decode(
        OtlpRequests.of(
            resource(attribute("host.name", "outer"), attribute("a", "b")),
            gauge("g", point(1, attribute("host_name", "inner"))),
            gauge("h", point(2))));

    assertThat(collected.lines())
        .containsExactly(
            line(AT_MILLIS, 1, "__name__", "g", "host_name", "inner", "a", "b"),
            line(AT_MILLIS, 2, "__name__", "h", "host_name", "outer", "a", "b"));
  }

  @Test
  void decode_noRecordedValue_isTheStaleMarker() {
    decode(
        OtlpRequests.of(
            gauge("g", point(0).clearAsDouble().setFlags(1)), gauge("h", point(Double.NaN))));

    assertThat(collected.lines())
        .extracting(line -> StaleMarker.is(line.value()))
        .containsExactly(true, false);
  }

  @ParameterizedTest
  @EnumSource(
      value = AggregationTemporality.class,
      names = {"AGGREGATION_TEMPORALITY_DELTA", "AGGREGATION_TEMPORALITY_UNSPECIFIED"})
  void decode_sumThatIsNotCumulative_isRefused(AggregationTemporality temporality) {
    assertSkipped(SkipReason.NOT_CUMULATIVE, 2, sum("requests", temporality, point(1), point(2)));
  }

  @Test
  void decode_pointsThatTellNothing_areRefused() {
    assertSkipped(SkipReason.NO_TIME, 1, gauge("g", point(1).clearTimeUnixNano()));
    assertSkipped(SkipReason.NO_TIME, 1, gauge("g", point(1).setTimeUnixNano(999_999)));
    assertSkipped(SkipReason.NO_VALUE, 1, gauge("g", point(1).clearAsDouble()));
    assertSkipped(SkipReason.NO_NAME, 1, gauge("", point(1)));
    assertSkipped(SkipReason.EMPTY_LABEL_NAME, 1, gauge("g", point(1, attribute("", "x"))));
    assertSkipped(
        SkipReason.DUPLICATE_LABEL,
        1,
        gauge("g", point(1, attribute("a.b", "x"), attribute("a_b", "y"))));
  }

  @Test
  void decode_histogramsAndSummaries_areCounted() {
    Metric.Builder metric = Metric.newBuilder().setName("m");
    HistogramDataPoint point = HistogramDataPoint.newBuilder().setTimeUnixNano(5).build();
    assertSkipped(
        SkipReason.HISTOGRAM,
        2,
        metric
            .setHistogram(Histogram.newBuilder().addDataPoints(point).addDataPoints(point))
            .build());
    assertSkipped(
        SkipReason.HISTOGRAM,
        1,
        metric
            .setExponentialHistogram(
                ExponentialHistogram.newBuilder()
                    .addDataPoints(ExponentialHistogramDataPoint.newBuilder().setCount(1)))
            .build());
    assertSkipped(
        SkipReason.SUMMARY,
        1,
        metric
            .setSummary(
                Summary.newBuilder().addDataPoints(SummaryDataPoint.newBuilder().setCount(1)))
            .build());
  }

  @Test
  void decode_exemplars_areCountedAndTheirPointIsTaken() {
    NumberDataPoint.Builder point =
        point(3).addExemplars(Exemplar.newBuilder().setAsDouble(9).setTimeUnixNano(1));

    SeriesReport report = decode(OtlpRequests.of(gauge("g", point)));

    assertThat(report.skipped().byReason()).isEqualTo(Map.of(SkipReason.EXEMPLAR, 1L));
    assertThat(collected.lines()).containsExactly(line(AT_MILLIS, 3, "__name__", "g"));
  }

  /// Fields in the order that no sender uses.
  @Test
  void decode_fieldsInAnyOrder_givesTheSame() {
    WireMessage attribute =
        new WireMessage().message(2, new WireMessage().text(1, "v")).text(1, "key");
    WireMessage point =
        new WireMessage()
            .message(7, attribute)
            .number(4, 5)
            .raw((byte) 25)
            .raw(new byte[] {0, 0, 0, 0, 1, 0, 0, 0});
    WireMessage sum = new WireMessage().message(1, point).integer(2, 2);
    WireMessage metric = new WireMessage().message(7, sum).text(1, "m.n");
    WireMessage resource =
        new WireMessage()
            .message(1, new WireMessage().text(1, "r").message(2, new WireMessage().text(1, "w")));
    WireMessage resourceMetrics =
        new WireMessage().message(2, new WireMessage().message(2, metric)).message(1, resource);

    decode(new WireMessage().message(1, resourceMetrics).toBytes());

    assertThat(collected.lines())
        .containsExactly(line(4294, 5, "__name__", "m_n", "key", "v", "r", "w"));
  }

  private void assertSkipped(SkipReason reason, long count, Metric metric) {
    SeriesReport report = decode(OtlpRequests.of(metric));

    assertThat(report.skipped().byReason()).isEqualTo(Map.of(reason, count));
    assertThat(collected.lines()).isEmpty();
  }

  private SeriesReport decode(byte[] body) {
    return decoder.decodeProtobuf(body, collected);
  }
}
