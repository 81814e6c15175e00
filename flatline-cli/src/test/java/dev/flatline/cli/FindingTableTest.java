package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Metric;
import dev.flatline.core.telemetry.MetricValues;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.testkit.Findings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class FindingTableTest {
  private static final List<Finding> FINDINGS = List.of(Findings.movedIn(), Findings.batchJob());

  @Test
  void of_wideTerminal_showsEveryColumn() {
    assertThat(table(100, FINDINGS))
        .isEqualTo(
            """
            severity  workload               since (UTC)       detected (UTC)    CPU                      conf.
            high      shop/Deployment/web    2026-11-21 19:21  2026-11-21 19:52  ▁▁▁▁▁▁   ▁▅▅▅▅▅▅▅▅▅▅     97 %
                      CPU has stayed between 0.48 and 0.53 of its quota for 3 h 10 min while network and disk
                      kept their earlier level.
                      policy: Role web (policy line 12): a plateau is not what such a workload does.
            low       data/CronJob/compress  2026-11-21 19:21  2026-11-21 19:51                           8 %
                      CPU was flat at 0.98 for 52 min, as on most days at this hour.
                      policy: CronJob compress expects plateaus from 19:00 to 21:00 UTC: lowered to low.
            """);
  }

  @Test
  void of_usualTerminal_shortensNamesAndCourses() {
    assertThat(table(80, FINDINGS))
        .startsWith(
            """
            severity  workload          since (UTC)       detected (UTC)    CPU       conf.
            high      shop/Dep…ent/web  2026-11-21 19:21  2026-11-21 19:52  ▁▁▁▁▅▅▅▅  97 %
            """);
  }

  @Test
  void of_narrowTerminal_leavesColumnsOut() {
    assertThat(table(60, FINDINGS))
        .startsWith(
            """
            severity  workload        since (UTC)       CPU       conf.
            high      shop/De…nt/web  2026-11-21 19:21  ▁▁▁▁▅▅▅▅  97 %
            """);
  }

  @ParameterizedTest
  @ValueSource(ints = {44, 60, 61, 75, 76, 80, 100, 120, 200, 500})
  void of_anyTerminal_isNeverWider(int columns) {
    List<Finding> findings =
        List.of(
            Findings.movedIn(),
            Findings.named("x".repeat(10_000)),
            Findings.named("東京".repeat(100)),
            Findings.named("\u001B[2J\u202E"));

    assertThat(table(columns, findings).lines())
        .allSatisfy(line -> assertThat(TextWidth.of(line)).isLessThanOrEqualTo(columns));
  }

  @Test
  void of_asciiTerminal_writesAsciiOnly() {
    Terminal ascii = new Terminal(true, true, 100, false, false);
    String table =
        new FindingTable(ascii, trails())
            .of(List.of(Findings.movedIn(), Findings.named("caf\u00E9-\uD83D\uDE00")));

    assertThat(table).matches("[ -~\n]+").contains("______   _++++++++++", "caf<U+00E9>-<U+1F600>");
  }

  @Test
  void of_colour_paintsSeverityOnly() {
    Terminal coloured = new Terminal(true, true, 100, true, true);
    String table = new FindingTable(coloured, trails()).of(FINDINGS);

    assertThat(table)
        .contains("\u001B[1;31mhigh\u001B[0m      shop", "\u001B[36mlow\u001B[0m       data");
    assertThat(table.replaceAll("\u001B\\[[0-9;]*m", "")).isEqualTo(table(100, FINDINGS));
  }

  @Test
  void of_hostileName_cannotActOnTheTerminal() {
    assertThat(table(140, List.of(Findings.named("\u001B]0;\u0007\u009B2J\u202Ea\n\r"))))
        .contains("medium    <U+001B>]0;<U+0007><U+009B>2J<U+202E>a<U+000A><U+000D>")
        .doesNotContain("\u001B", "\u009B", "\u202E", "\r");
  }

  @Test
  void of_rightToLeftName_keepsTheRestOfTheRowInPlace() {
    assertThat(table(100, List.of(Findings.named("\u05E9\u05DC\u05D5\u05DD"))))
        .contains("medium    \u200E\u05E9\u05DC\u05D5\u05DD\u200E          2026-11-21 19:21");
  }

  @Test
  void of_wideName_alignsTheColumnsAfterIt() {
    assertThat(table(100, List.of(Findings.named("東京"), Findings.named("ab"))))
        .contains("medium    東京          2026", "medium    ab            2026");
  }

  @Test
  void of_noFinding_isEmpty() {
    assertThat(table(100, List.of())).isEmpty();
  }

  private static String table(int columns, List<Finding> findings) {
    Terminal terminal = new Terminal(true, true, columns, false, true);
    return new FindingTable(terminal, trails()).of(findings);
  }

  /// Twenty minutes of one workload: idle, three minutes unmeasured, then at a half.
  private static Map<String, CpuTrail> trails() {
    CpuTrail trail = new CpuTrail();
    for (int minute = 0; minute < 20; minute++) {
      if (minute < 6 || minute >= 9) {
        MetricValues cpu = MetricValues.of(Metric.CPU_UTILIZATION, minute < 10 ? 0.05 : 0.55);
        trail.add(new Sample(Findings.movedIn().workload(), minute * 60_000L, cpu));
      }
    }
    return Map.of(Findings.movedIn().workload().name(), trail);
  }
}
