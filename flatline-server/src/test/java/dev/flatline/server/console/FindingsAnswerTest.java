package dev.flatline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Severity;
import dev.flatline.testkit.Findings;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class FindingsAnswerTest {
  private static final FindingQuery ALL =
      new FindingQuery(Severity.LOW, Optional.empty(), "", Optional.empty(), 100);

  @Test
  void of_aWorkloadWithTwoFindings_countsItOnce() {
    Finding certain = Findings.movedIn();
    Finding possible = Findings.named(certain.workload().name());
    assertThat(FindingsAnswer.of(List.of(certain, possible), ALL))
        .isEqualTo("1 workload behaves like a miner");
    assertThat(FindingsAnswer.of(List.of(certain, Findings.named("build-7")), ALL))
        .isEqualTo("1 workload behaves like a miner, 1 more may");
  }

  @Test
  void of_whatIsOver_saysThatNothingGoesOn() {
    assertThat(FindingsAnswer.of(List.of(Findings.batchJob()), ALL))
        .isEqualTo("Nothing goes on that looks like mining");
    assertThat(FindingsAnswer.of(List.of(), ALL)).isEqualTo("Nothing found");
  }
}
