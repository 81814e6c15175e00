package dev.flatline.formats.report;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.formats.html.Element;
import dev.flatline.testkit.Findings;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/// What the page says. How a browser takes it is [HtmlReportIT]'s.
class HtmlReportTest {
  @Test
  void render_sameReport_givesTheSamePage() {
    assertThat(HtmlReport.render(Reports.ordinary()))
        .isEqualTo(HtmlReport.render(Reports.ordinary()));
  }

  @Test
  void render_policy_namesTheHashesOfWhatThePageHolds() throws NoSuchAlgorithmException {
    String page = HtmlReport.render(Reports.with(List.of()));
    String policy = group(page, "Content-Security-Policy\" content=\"([^\"]+)\"");

    assertThat(policy.replace("&#39;", "'"))
        .isEqualTo(
            "default-src 'none'; style-src 'sha256-%s'; script-src 'sha256-%s'; base-uri 'none'; form-action 'none'"
                .formatted(
                    sha256(group(page, "(?s)<style>(.*)</style>")),
                    sha256(group(page, "(?s)<script>(.*)</script>"))));
  }

  @Test
  void render_hostileNames_addNoElement() {
    String page = HtmlReport.render(Reports.hostile());

    assertThat(page).doesNotContain("<img", "<script>window", "]]>", "\u202E", "\u0000", "\uD800");
    assertThat(page.split("<script", -1)).hasSize(2);
    assertThat(page).contains("<bdi class=\"name\">&quot;&gt;&lt;img src=x onerror=");
  }

  @Test
  void render_veryLongName_isWrittenOutOnce() {
    String name = "0123456789".repeat(1000);

    assertThat(HtmlReport.render(Reports.with(named(name))).split(name, -1)).hasSize(2);
  }

  @Test
  void answer_countsWorkloadsAndIsAsSureAsTheFindings() {
    assertThat(answer(Reports.ordinary())).isEqualTo("1 workload behaves like a miner");
    assertThat(answer(Reports.with(named("a", "b", "b")))).isEqualTo("2 workloads may be mining");
  }

  @Test
  void answer_onlyLowFindings_accusesNobody() {
    HuntReport low =
        Reports.with(List.of(new ReportedFinding(Findings.batchJob(), FindingSeries.NONE)));

    assertThat(answer(withHidden(low, 0))).isEqualTo("No workload behaves like a miner");
  }

  @Test
  void answer_nothingFound_tellsHiddenAndBlindApart() {
    HuntReport nothing = Reports.with(List.of());

    assertThat(answer(withHidden(nothing, 0))).isEqualTo("No workload behaves like a miner");
    assertThat(answer(withHidden(nothing, 2))).isEqualTo("No finding of the severity asked for");
    assertThat(answer(Reports.blind())).isEqualTo("No workload could be judged");
  }

  @Test
  void render_emptyHunt_isAWholePage() {
    HuntReport empty =
        new HuntReport(
            Reports.with(List.of()).hunt(),
            List.of(),
            0,
            Reports.fleet(List.of(), 0),
            new Coverage(List.of(), Map.of(), List.of()));

    assertThat(HtmlReport.render(empty))
        .contains("No workload could be judged", "Nothing was measured.")
        .doesNotContain("id=\"fleet\"", "id=\"findings\"")
        .endsWith("</body>\n</html>\n");
  }

  @Test
  void render_thousandsOfFindings_drawsTheWorstAndSaysSo() {
    List<ReportedFinding> findings = new ArrayList<>();
    for (int i = 0; i < 1100; i++) {
      findings.add(new ReportedFinding(Findings.named("w" + i), Reports.movedInSeries()));
    }
    String page = HtmlReport.render(Reports.with(findings));

    assertThat(page.split("class=\"behaviour\"", -1)).hasSize(HtmlReport.MOST_FIGURES + 1);
    assertThat(page.split("<article", -1)).hasSize(HtmlReport.MOST_SECTIONS + 1);
    assertThat(page)
        .contains("Only the first 100 findings are drawn.")
        .contains("The first 1,000 of 1,100 findings; --format jsonl gives all.")
        .contains("href=\"#finding-300\"")
        .doesNotContain("href=\"#finding-301\"");
  }

  @Test
  void render_finding_saysEverythingOfIt() {
    String page = HtmlReport.render(Reports.ordinary());
    Finding finding = Findings.movedIn();

    assertThat(page)
        .contains(finding.summary(), finding.id(), "T1496.001 Resource Hijacking")
        .contains(
            "Since", "2026-11-21 19:52 UTC, after 31 min", "22:31 UTC, still going on", "97 %")
        .contains("+18.0 dB, 63 times likelier if it mines", "412 days", "2.14 kB/s", "not defined")
        .contains(finding.context())
        .contains(finding.unknowns())
        .contains("Compare the image&#39;s digest")
        .contains("<dt>namespace</dt>", "Disk was not measured.", "No samples were kept");
  }

  @Test
  void render_figure_showsWhatWasUsualBefore_inAllThatWasMeasured() {
    String page = HtmlReport.render(Reports.ordinary());

    assertThat(page.split("<rect class=\"usual\"", -1)).hasSize(3);
    assertThat(page)
        .contains(", before 0.102 to 0.117", "Before it began, mostly 2.08 kB/s")
        .contains("(10th to 90th percentile)");
  }

  @Test
  void render_reasoning_tellsItsTermsAndHowTheyAddUp() {
    Reasoning reasoning =
        new Reasoning(
            List.of(List.of("a: 1 + 2 = 3")), List.of("nothing moved"), List.of("odds 1:100"));
    ReportedFinding reported =
        new ReportedFinding(Findings.movedIn(), FindingSeries.NONE, reasoning);
    assertThat(HtmlReport.render(Reports.with(List.of(reported))))
        .contains("The calculation, term by term", "a: 1 + 2 = 3", "How it adds up", "odds 1:100")
        .contains("What speaks against it", "nothing moved");
    ReportedFinding untold = new ReportedFinding(Findings.movedIn(), FindingSeries.NONE);
    assertThat(HtmlReport.render(Reports.with(List.of(untold))))
        .doesNotContain("term by term", "How it adds up", "speaks against");
  }

  @Test
  void prose_betweenBackticks_isCode() {
    assertThat(Prose.addTo(Element.of("p"), "`ps <x>`; a ` alone"))
        .hasToString("<p><code>ps &lt;x&gt;</code>; a ` alone</p>");
  }

  @Test
  void render_coverage_countsWhatWasMeasuredAndDropped() {
    assertThat(HtmlReport.render(Reports.ordinary()))
        .contains("5,000 of 5,001", "network_receive_bytes_per_second")
        .contains("1: CPU was not measured", "shop/Deployment/silent (not judged at all)")
        .contains("1,204", "duplicate of a workload&#39;s time", "Column gpu_model was ignored.")
        .contains("and 4,800 more");
  }

  private static List<ReportedFinding> named(String... names) {
    return Arrays.stream(names)
        .map(name -> new ReportedFinding(Findings.named(name), FindingSeries.NONE))
        .toList();
  }

  private static HuntReport withHidden(HuntReport report, long hidden) {
    return new HuntReport(
        report.hunt(), report.findings(), hidden, report.fleet(), report.coverage());
  }

  private static String answer(HuntReport report) {
    return group(HtmlReport.render(report), "<h1>([^<]*)</h1>");
  }

  private static String group(String page, String pattern) {
    Matcher matcher = Pattern.compile(pattern).matcher(page);
    assertThat(matcher.find()).as(pattern).isTrue();
    return matcher.group(1);
  }

  private static String sha256(String text) throws NoSuchAlgorithmException {
    byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8));
    return Base64.getEncoder().encodeToString(digest);
  }
}
