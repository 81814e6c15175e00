package dev.flatline.server.console;

import static org.assertj.core.api.Assertions.assertThat;

import com.linecorp.armeria.common.QueryParams;
import dev.flatline.core.finding.Finding;
import dev.flatline.core.finding.FindingQuery;
import dev.flatline.core.finding.Severity;
import dev.flatline.server.api.FindingParameters;
import dev.flatline.testkit.Findings;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "severity=medium",
        "severity=low&status=open",
        "handling=all",
        "sort=cost",
      })
  void of_allThatMayGoOn_saysThatNothingDoes(String asked) {
    assertThat(FindingsAnswer.of(List.of(Findings.batchJob()), asked(asked)))
        .isEqualTo("Nothing goes on that looks like mining");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "limit=1",
        "after=1.1.x",
        "status=closed",
        "severity=high",
        "workload=cron",
        "handling=acknowledged",
        "handling=suppressed",
      })
  void of_aPartThatIsOver_saysNothingOfTheRest(String asked) {
    assertThat(FindingsAnswer.of(List.of(Findings.batchJob()), asked(asked)))
        .isEqualTo("Nothing on this page goes on that looks like mining");
  }

  @Test
  void of_aLaterPage_saysAtLeast() {
    FindingQuery later = asked("after=1.1.x");
    assertThat(FindingsAnswer.of(List.of(Findings.movedIn()), later))
        .isEqualTo("at least 1 workload behaves like a miner");
    assertThat(FindingsAnswer.of(List.of(), later)).isEqualTo("Nothing more found");
  }

  private static FindingQuery asked(String parameters) {
    return FindingParameters.query(QueryParams.fromQueryString(parameters), Instant.EPOCH);
  }
}
