package dev.flatline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.FindingQuery;
import dev.flatline.testkit.Findings;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FindingRowsTest {
  @ParameterizedTest
  @CsvSource({
    "DETECTED, the newest detection first",
    "SEVERITY, the worst first",
    "OBSERVED, the last seen first",
    "COST, the dearest first",
  })
  void caption_tellsTheOrderThatWasAskedFor(FindingQuery.Order order, String told) {
    assertThat(FindingRows.toChoose(List.of(Findings.movedIn()), order, Map.of()).toString())
        .contains("<caption class=\"hidden\">Findings, " + told + "</caption>");
  }
}
