package dev.flatline.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.core.finding.Action;
import dev.flatline.core.finding.Actor;
import dev.flatline.core.finding.Finding;
import dev.flatline.server.audit.AuditEntry;
import dev.flatline.server.audit.AuditQuery;
import dev.flatline.server.config.RetentionConfig;
import dev.flatline.testkit.Findings;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// What is kept for how long, in whichever database.
interface RetentionContract {
  /// Half a year of findings, a month of the audit log.
  RetentionConfig LASTING = new RetentionConfig(Duration.ofDays(180), Duration.ofDays(30));

  /// An empty database of the test's own.
  Database database();

  @Test
  default void findings_thatAreOverForTooLong_goWithWhatWasDone_andOpenOnesStay() {
    SqlFindingStore findings = new SqlFindingStore(database());
    SqlActionStore actions = new SqlActionStore(database());
    Finding over = Findings.batchJob();
    Finding open = Findings.movedIn();
    findings.save(List.of(over, open));
    Action done =
        new Action(
            Action.Kind.CLOSE, new Actor("anna", ""), over.lastObserved(), "why", Optional.empty());
    actions.act(List.of(over.id(), open.id()), done);
    Instant kept = over.lastObserved().plus(LASTING.findings());
    retention().apply(kept);
    assertThat(findings.find(over.id())).isPresent();
    retention().apply(kept.plusMillis(1));
    assertThat(findings.find(over.id())).isEmpty();
    assertThat(actions.actions(over.id(), 10)).isEmpty();
    retention().apply(kept.plus(Duration.ofDays(9_000)));
    assertThat(findings.find(open.id())).contains(open);
    assertThat(actions.actions(open.id(), 10)).hasSize(1);
  }

  @Test
  default void auditLog_losesWhatIsTooOld_inParts_andSaysSo() {
    SqlAuditLog log = new SqlAuditLog(database());
    Instant begin = Instant.parse("2020-01-01T00:00:00Z");
    database()
        .write(
            "entries",
            handle -> {
              for (int i = 0; i < 1_203; i++) {
                SqlAuditLog.write(
                    AuditEntry.done(begin.plusSeconds(i), new Actor("anna", ""), "x", "", ""),
                    handle);
              }
            });
    retention().apply(begin.plusSeconds(1_200).plus(LASTING.audit()));
    AuditQuery all =
        new AuditQuery("anna", Optional.empty(), Optional.empty(), Optional.empty(), 1_000);
    assertThat(log.find(all)).hasSize(3);
    AuditQuery told =
        new AuditQuery("flatline", Optional.empty(), Optional.empty(), Optional.empty(), 1);
    assertThat(log.find(told).getFirst().entry().detail())
        .isEqualTo("0 findings and 1,200 audit entries were kept long enough");
  }

  private Retention retention() {
    return new Retention(database(), LASTING);
  }
}
