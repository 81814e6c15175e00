package dev.flatline.formats.prometheus;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ApiDecoderTest {
  private static final String TWO_SERIES =
      """
      {"status":"success","data":{"resultType":"matrix","result":[
        {"metric":{"__name__":"up","job":"a"},"values":[[1700000000,"1"],[1700000015.5,"0.25"]]},
        {"metric":{},"values":[[1700000000.123,"1e-7"]]}]}}
      """;

  private final ApiDecoder decoder = new ApiDecoder(1 << 20);
  private final Recorded recorded = new Recorded();

  @Test
  void series_ofMatrix_givesLabelsAndPoints() throws IOException {
    ApiAnswer answer = decoder.series(stream(TWO_SERIES), recorded);

    assertThat(answer.error()).isEmpty();
    assertThat(recorded.lines)
        .containsExactly(
            "{__name__=up, job=a}",
            "1700000000000=1.0",
            "1700000015500=0.25",
            "{}",
            "1700000000123=1.0E-7");
  }

  @Test
  void series_ofVector_givesOnePointEach() throws IOException {
    decoder.series(
        stream(
            """
            {"status":"success","data":{"resultType":"vector","result":[
              {"metric":{"a":"b"},"value":[1700000000.781,"42"]}]}}
            """),
        recorded);

    assertThat(recorded.lines).containsExactly("{a=b}", "1700000000781=42.0");
  }

  @Test
  void series_withValuesThatAreNotFinite_givesThem() throws IOException {
    decoder.series(
        stream(
            """
            {"status":"success","data":{"resultType":"matrix","result":[{"metric":{},
              "values":[[1,"NaN"],[2,"+Inf"],[3,"-Inf"],[4,"-0.5"]]}]}}
            """),
        recorded);

    assertThat(recorded.lines)
        .containsExactly("{}", "1000=NaN", "2000=Infinity", "3000=-Infinity", "4000=-0.5");
  }

  @Test
  void series_withWarningsAndInfos_keepsThem() throws IOException {
    ApiAnswer answer =
        decoder.series(
            stream(
                """
                {"status":"success","data":{"resultType":"matrix","result":[]},
                 "warnings":["store unreachable"],"infos":["not a counter"]}
                """),
            recorded);

    assertThat(answer.warnings()).containsExactly("store unreachable");
    assertThat(answer.infos()).containsExactly("not a counter");
    assertThat(answer.partial()).isFalse();
  }

  @Test
  void series_ofVictoriaMetrics_tellsPartialAndSkipsWhatItAdds() throws IOException {
    ApiAnswer answer =
        decoder.series(
            stream(
                """
                {"status":"success","isPartial":true,"data":{"resultType":"matrix","result":[]},
                 "stats":{"seriesFetched":"2","executionTimeMsec":3}, "trace":{"children":[{}]}}
                """),
            recorded);

    assertThat(answer.partial()).isTrue();
  }

  @Test
  void series_ofError_tellsIt() throws IOException {
    ApiAnswer answer =
        decoder.series(
            stream("{\"status\":\"error\",\"errorType\":\"bad_data\",\"error\":\"1:3: parse\"}"),
            recorded);

    assertThat(answer.error()).contains(new ApiError("bad_data", "1:3: parse"));
  }

  @Test
  void series_withNativeHistograms_skipsAndCountsThem() throws IOException {
    ApiAnswer answer =
        decoder.series(
            stream(
                """
                {"status":"success","data":{"resultType":"matrix","result":[{"metric":{"a":"b"},
                  "histograms":[[1,{"count":"3","buckets":[[0,"1","2","3"]]}]]}]}}
                """),
            recorded);

    assertThat(answer.histogramSeries()).isEqualTo(1);
    assertThat(recorded.lines).containsExactly("{a=b}");
  }

  @Test
  void series_cutOffAnywhere_isTruncatedOrNotJson() {
    String whole = TWO_SERIES.strip();
    for (int length = 0; length < whole.length(); length++) {
      String cut = whole.substring(0, length);
      assertThatThrownBy(() -> decoder.series(stream(cut), recorded))
          .as(cut)
          .isInstanceOfSatisfying(
              ApiFormatException.class,
              e ->
                  assertThat(e.reason())
                      .as(cut + ": " + e.getMessage())
                      .isEqualTo(ApiFormatException.Reason.TRUNCATED));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "[]",
        "{\"status\":\"success\",\"data\":[]}",
        "{\"status\":\"success\",\"data\":{\"resultType\":\"scalar\",\"result\":[1,\"1\"]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"values\":[[1,\"1\"]],\"metric\":{}}]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[[1,2]]}]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[[1,\"x\"]]}]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[[1,\"\"]]}]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{},\"values\":[[1,\"aN\"]]}]}}",
        "{\"status\":\"success\",\"data\":{\"result\":[{\"metric\":{\"a\":1}}]}}"
      })
  void series_ofAnotherShape_isUnexpected(String answer) {
    assertThatThrownBy(() -> decoder.series(stream(answer), recorded))
        .isInstanceOfSatisfying(
            ApiFormatException.class,
            e -> assertThat(e.reason()).isEqualTo(ApiFormatException.Reason.UNEXPECTED))
        .hasMessageContaining("at byte");
  }

  @ParameterizedTest
  @ValueSource(strings = {"<html><body>Log in", "hello", "  \n no"})
  void series_ofWhatIsNoJson_isNotJson(String answer) {
    assertThatThrownBy(() -> decoder.series(stream(answer), recorded))
        .isInstanceOfSatisfying(
            ApiFormatException.class,
            e -> assertThat(e.reason()).isEqualTo(ApiFormatException.Reason.NOT_JSON));
  }

  @Test
  void series_overTheLimit_isTooLarge() {
    ApiDecoder small = new ApiDecoder(20_000);

    assertThatThrownBy(() -> small.series(stream(" ".repeat(40_000) + TWO_SERIES), recorded))
        .isInstanceOfSatisfying(
            ApiFormatException.class,
            e -> assertThat(e.reason()).isEqualTo(ApiFormatException.Reason.TOO_LARGE));
  }

  @Test
  void series_ofAStreamThatFails_throwsItsException() {
    InputStream failing = new FailingStream();

    assertThatThrownBy(() -> decoder.series(failing, recorded))
        .isInstanceOf(IOException.class)
        .hasMessage("connection reset");
  }

  @Test
  void strings_givesEach() throws IOException {
    List<String> names = new ArrayList<>();

    decoder.strings(stream("{\"status\":\"success\",\"data\":[\"up\",\"x\"]}"), names::add);

    assertThat(names).containsExactly("up", "x");
  }

  @Test
  void labelSets_givesEach() throws IOException {
    List<Map<String, String>> sets = new ArrayList<>();

    decoder.labelSets(
        stream("{\"status\":\"success\",\"data\":[{\"a\":\"1\"},{\"a\":\"2\",\"b\":\"é\"}]}"),
        sets::add);

    assertThat(sets).containsExactly(Map.of("a", "1"), Map.of("a", "2", "b", "é"));
  }

  @Test
  void fields_givesScalarsAndSkipsTheRest() throws IOException {
    Map<String, String> fields = new HashMap<>();

    decoder.fields(
        stream(
            "{\"status\":\"success\",\"data\":{\"version\":\"2.42.0\",\"n\":7,\"ok\":true,"
                + "\"deep\":{\"x\":[1]}}}"),
        fields::put);

    assertThat(fields)
        .containsExactlyInAnyOrderEntriesOf(Map.of("version", "2.42.0", "n", "7", "ok", "true"));
  }

  private static InputStream stream(String text) {
    return new ByteArrayInputStream(text.getBytes(UTF_8));
  }

  private static final class FailingStream extends InputStream {
    @Override
    public int read() throws IOException {
      throw new IOException("connection reset");
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
      throw new IOException("connection reset");
    }
  }

  private static final class Recorded implements SeriesVisitor {
    private final List<String> lines = new ArrayList<>();

    @Override
    public void series(Map<String, String> labels) {
      lines.add(new TreeMap<>(labels).toString());
    }

    @Override
    public void point(long atMillis, double value) {
      lines.add(atMillis + "=" + value);
    }
  }
}
