package dev.flatline.formats.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Cost.Resource;
import dev.flatline.core.finding.Finding;
import dev.flatline.formats.finding.FindingDecodeException.Reason;
import dev.flatline.testkit.Findings;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FindingJsonTest {
  private static final List<Finding> FINDINGS =
      List.of(Findings.movedIn(), Findings.batchJob(), Findings.named("a"));

  @Test
  void encode_finding_writesTheDocumentedFieldsInTheirOrder() {
    assertThat(FindingJson.encode(Findings.batchJob()))
        .isEqualTo(
            """
            {"id":"03be5512aa90cd7e","workload":"data/CronJob/compress","severity":"low",\
            "confidence":0.08,"firstObserved":"2026-11-21T19:21:00Z",\
            "detectedAt":"2026-11-21T19:51:00Z","lastObserved":"2026-11-21T20:13:00Z",\
            "technique":{"id":"T1496.001","name":"Resource Hijacking: Compute Hijacking"},\
            "summary":"CPU was flat at 0.98 for 52 min, as on most days at this hour.",\
            "evidence":[{"detector":"plateau","family":"compute","aspect":"shape","strength":4.0,\
            "from":"2026-11-21T19:21:00Z","to":"2026-11-21T20:11:00Z",\
            "summary":"Mean above 0.90 and CV below 0.05 over 30 minutes.",\
            "values":[{"name":"mean","value":0.982,"unit":"share"},\
            {"name":"cv","value":0.0123,"unit":"ratio"}],\
            "technique":{"id":"T1496.001","name":"Resource Hijacking: Compute Hijacking"}}],\
            "status":"closed","labels":{},\
            "context":["CronJob compress expects plateaus from 19:00 to 21:00 UTC: lowered to low."],\
            "unknowns":[],"nextSteps":["Nothing, unless the job is not yours."]}""");
  }

  @Test
  void encode_cost_writesTheRateAndWhatItComesTo_andComesBack() throws IOException {
    Finding finding =
        Findings.batchJob().at(Cost.of(Resource.CPU, 0.9, Double.NaN, 30).at(0.04, "EUR"));
    String line = FindingJson.encode(finding);
    assertThat(line)
        .contains(
            """
            "cost":{"resource":"cpu","level":0.9,"usual":null,"capacity":30.0,\
            "unitHours":23.400000000000002,"pricePerHour":0.04,"money":0.936""")
        .endsWith("\"currency\":\"EUR\"}}");
    assertThat(decode(line)).containsExactly(finding);
  }

  @Test
  void decode_ofWhatAnEarlierVersionWrote_knowsNoCost() throws IOException {
    String line = FindingJson.encode(Findings.batchJob());
    assertThat(line).doesNotContain("cost");
    assertThat(decode(line).getFirst().cost()).isEqualTo(Cost.UNKNOWN);
  }

  @Test
  void encode_undefinedValue_becomesNull() {
    assertThat(FindingJson.encode(Findings.movedIn()))
        .contains("{\"name\":\"correlation_disk\",\"value\":null,\"unit\":\"ratio\"}");
  }

  @ParameterizedTest
  @ValueSource(strings = {"\u001B[31m", "\u202Etxt", "\u009B2J", "caf\u00E9", "\uD800", "a\nb"})
  void encode_anyName_isOneLineOfPrintableAsciiAndComesBack(String name) throws IOException {
    String line = FindingJson.encode(Findings.named(name));

    assertThat(line).matches("[ -~]+");
    assertThat(decode(line).getFirst().workload().name()).isEqualTo(name);
  }

  @Test
  void writeLines_decoded_givesTheSameFindings() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FindingJson.writeLines(FINDINGS, out);

    assertThat(out.toString(UTF_8)).hasLineCount(3).endsWith("}\n");
    assertSame(decode(out.toString(UTF_8)), FINDINGS);
  }

  @Test
  void writeArray_decoded_givesTheSameFindings() throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FindingJson.writeArray(FINDINGS, out);

    assertThat(out.toString(UTF_8)).startsWith("[\n{").endsWith("}\n]\n");
    assertSame(decode(out.toString(UTF_8)), FINDINGS);
  }

  @Test
  void write_noFindings_isNoLineOrAnEmptyArray() throws IOException {
    ByteArrayOutputStream lines = new ByteArrayOutputStream();
    ByteArrayOutputStream array = new ByteArrayOutputStream();
    FindingJson.writeLines(List.of(), lines);
    FindingJson.writeArray(List.of(), array);

    assertThat(lines.size()).isZero();
    assertThat(array.toString(UTF_8)).isEqualTo("[]\n");
    assertThat(decode("[]\n")).isEmpty();
    assertThat(decode("")).isEmpty();
  }

  @Test
  void writeLines_brokenStream_throwsItsException() {
    OutputStream broken =
        new OutputStream() {
          @Override
          public void write(int b) throws IOException {
            throw new IOException("no space left");
          }
        };

    assertThatThrownBy(() -> FindingJson.writeLines(FINDINGS, broken))
        .isExactlyInstanceOf(IOException.class)
        .hasMessage("no space left");
  }

  @Test
  void decode_unknownField_isLeftAside() throws IOException {
    String later = FindingJson.encode(Findings.batchJob()).replaceFirst("\\{", "{\"costs\":[1],");

    assertSame(decode(later), List.of(Findings.batchJob()));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"severity\":\"low\" | \"severity\":\"urgent\" | BAD_VALUE | finding 2: severity 'urgent' is not one of low, medium, high",
        "\"severity\":\"low\", | '' | MISSING_FIELD | finding 2: severity is missing",
        "\"confidence\":0.08 | \"confidence\":\"much\" | BAD_VALUE | finding 2: confidence is not a number",
        "\"id\":\"03be5512aa90cd7e\" | \"id\":3 | BAD_VALUE | finding 2: id is not a text",
        "T19:51:00Z | '' | BAD_VALUE | finding 2: detectedAt '2026-11-21' is not an ISO-8601 time in UTC",
        "\"strength\":4.0 | \"strength\":-1 | BAD_VALUE | finding 2: evidence[0]: evidence of strength -1.0",
        "data/CronJob/compress\" | \" | BAD_VALUE | finding 2: a workload needs a name",
        "\"unknowns\":[] | \"unknowns\":{} | BAD_VALUE | finding 2: unknowns is not an array",
        "\"labels\":{} | \"labels\":7 | BAD_VALUE | finding 2: labels is not an object",
      })
  void decode_wrongField_saysWhereAndWhat(
      String before, String after, Reason reason, String message) {
    String second = FindingJson.encode(Findings.batchJob()).replace(before, after);

    assertRefused(FindingJson.encode(Findings.movedIn()) + "\n" + second, reason, message);
  }

  @Test
  void decode_truncatedOrForeign_saysSo() {
    String line = FindingJson.encode(Findings.batchJob());

    assertRefused(line + "\n" + line.substring(0, 200), Reason.NOT_JSON, "line 2: ");
    assertRefused("severity,workload", Reason.NOT_JSON, "line 1: ");
    assertRefused("[1, 2]", Reason.BAD_VALUE, "finding 1 is not an object");
  }

  private static void assertRefused(String json, Reason reason, String message) {
    assertThatThrownBy(() -> decode(json))
        .isInstanceOfSatisfying(
            FindingDecodeException.class, e -> assertThat(e.reason()).isEqualTo(reason))
        .hasMessageStartingWith(message);
  }

  /// Workloads compare by name alone, so their labels are compared apart.
  private static void assertSame(List<Finding> actual, List<Finding> expected) {
    assertThat(actual).isEqualTo(expected);
    assertThat(actual)
        .extracting(finding -> finding.workload().labels())
        .isEqualTo(expected.stream().map(finding -> finding.workload().labels()).toList());
  }

  private static List<Finding> decode(String json) throws IOException {
    return FindingJsonDecoder.decode(new ByteArrayInputStream(json.getBytes(UTF_8)));
  }
}
