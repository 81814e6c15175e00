package dev.flatline.formats.otlp;

import static dev.flatline.formats.series.CollectedSeries.line;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.flatline.formats.series.CollectedSeries;
import dev.flatline.formats.series.NameSet;
import dev.flatline.formats.series.SeriesDecodeException;
import dev.flatline.formats.series.SeriesDecodeException.Reason;
import dev.flatline.formats.series.SeriesLimits;
import dev.flatline.formats.series.SeriesReport;
import dev.flatline.formats.series.SkipReason;
import dev.flatline.formats.series.StaleMarker;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OtlpJsonTest {
  private static final String REQUEST =
      """
      {"resourceMetrics":[{
        "scopeMetrics":[{"scope":{"name":"s","attributes":[]},"metrics":[
          {"name":"system.cpu.time","unit":"s","description":"…","sum":{
            "dataPoints":[
              {"asDouble":1.5,"timeUnixNano":"1700000000123000000","startTimeUnixNano":"1",
               "attributes":[{"key":"state","value":{"stringValue":"us\\u00e9r"}},
                             {"key":"cpu","value":{"intValue":"3"}}],
               "exemplars":[{"traceId":"5b8efff798038103d269b633813fc60c","asInt":"1"}]}],
            "aggregationTemporality":2,"isMonotonic":true}},
          {"name":"up","gauge":{"dataPoints":[{"asInt":"-4","timeUnixNano":1700000000123000000},
                                              {"flags":1,"timeUnixNano":"1700000000123000000"}]}},
          {"name":"h","histogram":{"dataPoints":[{"count":"2","bucketCounts":["1","1"]},{}]}}]}],
        "resource":{"attributes":[{"key":"host.name","value":{"stringValue":"h1"}},
                                  {"key":"args","value":{"arrayValue":{"values":[{}]}}}]}}]}
      """;

  private final OtlpDecoder decoder = new OtlpDecoder(SeriesLimits.DEFAULTS, NameSet.ALL);
  private final CollectedSeries collected = new CollectedSeries();

  @Test
  void decodeJson_request_givesWhatProtobufGives() {
    SeriesReport report = decode(REQUEST);

    assertThat(collected.lines().subList(0, 2))
        .containsExactly(
            line(
                1_700_000_000_123L,
                1.5,
                "__name__",
                "system_cpu_time",
                "state",
                "usér",
                "cpu",
                "3",
                "host_name",
                "h1"),
            line(1_700_000_000_123L, -4, "__name__", "up", "host_name", "h1"));
    assertThat(StaleMarker.is(collected.lines().get(2).value())).isTrue();
    assertThat(report.skipped().byReason())
        .isEqualTo(
            Map.of(SkipReason.HISTOGRAM, 2L, SkipReason.EXEMPLAR, 1L, SkipReason.ATTRIBUTE, 1L));
  }

  @ParameterizedTest
  @ValueSource(strings = {"\"NaN\"", "\"-Infinity\"", "1e3", "7", "\"0.5\"", "-0.25"})
  void decodeJson_anyDouble_isRead(String number) {
    decode(gauge("{\"timeUnixNano\":\"5000000\",\"asDouble\":" + number + "}"));

    assertThat(collected.lines().getFirst().value())
        .isEqualTo(Double.valueOf(number.replace("\"", "")));
  }

  @Test
  void decodeJson_temporalityByName_isRead() {
    String sum =
        "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"s\",\"sum\":{"
            + "\"aggregationTemporality\":\"AGGREGATION_TEMPORALITY_%s\","
            + "\"dataPoints\":{\"timeUnixNano\":\"5000000\",\"asInt\":1}}}]}]}]}";

    assertThat(decode(sum.formatted("CUMULATIVE")).samples()).isEqualTo(1);
    assertThat(decode(sum.formatted("DELTA")).skipped().of(SkipReason.NOT_CUMULATIVE)).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"{}", "{\"resourceMetrics\":[]}", "{\"resourceMetrics\":null}", "{\"x\":1}"})
  void decodeJson_nothing_givesNothing(String text) {
    assertThat(decode(text).samples()).isZero();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "[]",
        "1",
        "{",
        "{} {}",
        "{\"resourceMetrics\":1}",
        "{\"resourceMetrics\":[1]}",
        "{\"resourceMetrics\":[null]}",
        "{\"resourceMetrics\":[{]}",
        "{\"resourceMetrics\":[{\"resource\":[[]]}]}",
      })
  void decodeJson_whatIsNoRequest_isRefused(String text) {
    assertRefused(Reason.MALFORMED, text);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"timeUnixNano\":\"x\"}",
        "{\"timeUnixNano\":true}",
        "{\"timeUnixNano\":1.5}",
        "{\"timeUnixNano\":\"18446744073709551616\"}",
        "{\"asInt\":\"-9223372036854775809\"}",
        "{\"asDouble\":\"x\"}",
        "{\"asDouble\":{}}",
        "{\"attributes\":[{\"key\":5}]}",
        "{\"attributes\":[{\"value\":{\"boolValue\":\"true\"}}]}",
      })
  void decodeJson_valuesOfTheWrongKind_isRefused(String point) {
    assertRefused(Reason.MALFORMED, gauge(point));
  }

  @Test
  void decodeJson_deepNesting_isRefused() {
    assertRefused(Reason.MALFORMED, "{\"x\":" + "[".repeat(1_000_000));
    assertRefused(
        Reason.MALFORMED,
        gauge(
            "{\"attributes\":[{\"value\":{\"arrayValue\":"
                + "{\"values\":[".repeat(1000)
                + "]}".repeat(1000)
                + "}}]}"));
  }

  @Test
  void decodeJson_beyondTheMostBytes_isRefused() {
    OtlpDecoder small = new OtlpDecoder(new SeriesLimits(500, 10, 10, 10), NameSet.ALL);

    assertThatExceptionOfType(SeriesDecodeException.class)
        .isThrownBy(() -> small.decodeJson(" ".repeat(501).getBytes(UTF_8), collected))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
    assertThatExceptionOfType(SeriesDecodeException.class)
        .isThrownBy(
            () ->
                small.decodeJson(
                    ("{\"resourceMetrics\":[" + "{},".repeat(150) + "{}]}").getBytes(UTF_8),
                    collected))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(Reason.TOO_LARGE));
  }

  private static String gauge(String points) {
    return "{\"resourceMetrics\":[{\"scopeMetrics\":[{\"metrics\":[{\"name\":\"g\",\"gauge\":{\"dataPoints\":["
        + points
        + "]}}]}]}]}";
  }

  private SeriesReport decode(String json) {
    return decoder.decodeJson(json.getBytes(UTF_8), collected);
  }

  private void assertRefused(Reason reason, String json) {
    assertThatExceptionOfType(SeriesDecodeException.class)
        .isThrownBy(() -> decode(json))
        .satisfies(e -> assertThat(e.reason()).isEqualTo(reason));
  }
}
