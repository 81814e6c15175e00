package dev.flatline.formats.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.flatline.formats.report.EvaluationReport.PowerPoint;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class EvaluationPageTest {
  private static final TitledTable TABLE =
      new TitledTable(
          "False findings", "a note", List.of("what", "count"), List.of(List.of("high", "<3>")));

  @Test
  void render_holdsTablesAndThePicture() {
    String page = page(List.of(new PowerPoint(1, 0.9), new PowerPoint(0.5, 0.4)));
    assertThat(page)
        .contains("Content-Security-Policy", "fleet.csv", "again", "a note", "&lt;3&gt;")
        .contains("M1000 600L2000 100", "40 %", "90 %");
  }

  @Test
  void render_withoutPower_hasNoPicture() {
    assertThat(page(List.of())).doesNotContain("What would be noticed");
  }

  @Test
  void titledTable_whoseRowsAreNotAsWideAsItsHeader_isRefused() {
    assertThatIllegalArgumentException()
        .isThrownBy(() -> new TitledTable("t", "", List.of("a", "b"), List.of(List.of("1"))));
  }

  private static String page(List<PowerPoint> power) {
    return EvaluationPage.render(
        new EvaluationReport(
            "fleet.csv",
            "again",
            Instant.parse("2026-03-01T00:00:00Z"),
            "1.0",
            "lead",
            List.of(TABLE),
            power));
  }
}
