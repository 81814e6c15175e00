package dev.flatline.formats.finding;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Cost;
import dev.flatline.core.finding.Cost.Resource;
import dev.flatline.core.finding.Finding;
import dev.flatline.testkit.Findings;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingCsvTest {
  private static final String HEADER =
      "id,workload,severity,confidence,firstObserved,detectedAt,lastObserved,status,technique,"
          + "summary,detectors,reasons,context,unknowns,nextSteps,unitHours,unit,money,currency\n";

  @Test
  void write_findings_givesHeaderAndOneLineEach() throws IOException {
    assertThat(csv(Findings.batchJob(), Findings.named("a,b")))
        .isEqualTo(
            HEADER
                + """
                03be5512aa90cd7e,data/CronJob/compress,low,0.08,2026-11-21T19:21:00Z,\
                2026-11-21T19:51:00Z,2026-11-21T20:13:00Z,closed,T1496.001,\
                "CPU was flat at 0.98 for 52 min, as on most days at this hour.",plateau,\
                Mean above 0.90 and CV below 0.05 over 30 minutes.,\
                CronJob compress expects plateaus from 19:00 to 21:00 UTC: lowered to low.,,\
                "Nothing, unless the job is not yours.",,,,
                c0ffee00c0ffee00,"a,b",medium,0.61,2026-11-21T19:21:00Z,\
                2026-11-21T20:06:00Z,2026-11-21T20:51:00Z,open,T1496.001,\
                "CPU has stayed at 0.99 of its quota for 1 h 30 min, longer than ever in its past.",\
                novelty,A stretch this long above 0.45 occurs here once in 412 days.,,,Look at what runs.,,,,
                """);
  }

  @Test
  void write_ofAFindingThatCosts_givesHoursAndMoney() throws IOException {
    Finding finding = Findings.batchJob().at(Cost.of(Resource.CPU, 0.9, 0.4, 30).at(0.04, "EUR"));
    assertThat(csv(finding)).contains(",13.0,core,0.52,EUR\n");
  }

  @Test
  void write_noFindings_givesTheHeader() throws IOException {
    assertThat(csv()).isEqualTo(HEADER);
  }

  @Test
  void write_severalReasons_joinsThem() throws IOException {
    assertThat(csv(Findings.movedIn())).contains(",novelty | decoupling | plateau,");
  }

  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '`',
      value = {
        "=1+1, '=1+1",
        "@SUM(A1), '@SUM(A1)",
        "-2, '-2",
        "＝1, '＝1",
        "a=1, a=1",
        "`\t=1`, <U+0009>=1",
        "`two\nlines`, two<U+000A>lines",
        "`\u001B[2J`, <U+001B>[2J",
      })
  void write_hostileName_isHarmless(String name, String field) throws IOException {
    assertThat(csv(Findings.named(name))).contains("00c0ffee00," + field + ",medium");
  }

  private static String csv(Finding... findings) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    FindingCsv.write(List.of(findings), out);
    return out.toString(UTF_8);
  }
}
