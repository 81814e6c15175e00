package dev.flatline.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.flatline.testkit.ledger.KillLedger;
import dev.flatline.testkit.ledger.KillMoment;
import dev.flatline.testkit.ledger.KillTotals;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A server that is killed loses nothing that it told, and tells nothing twice as new.
/// `flatline-bench/bench/kill-ledger.sh` does the same a hundred times.
class KillLedgerIT {
  private static final int RUNS = 5;
  private static final long SEED = 3;

  @TempDir private Path folder;

  @Test
  void killed_losesNothingAndTellsNothingTwiceAsNew() throws Exception {
    KillTotals totals = KillLedger.run(RUNS, SEED, folder, run -> {});
    assertThat(totals.isWell()).as(totals.table()).isTrue();
    assertThat(totals.kills().getOrDefault(KillMoment.JUDGING, 0)).as(totals.table()).isPositive();
    assertThat(totals.messages()).as(totals.table()).isPositive();
  }
}
