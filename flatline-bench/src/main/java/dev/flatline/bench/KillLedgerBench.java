package dev.flatline.bench;

import dev.flatline.testkit.ledger.KillLedger;
import dev.flatline.testkit.ledger.KillTotals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Kills `flatline serve` many times and compares what is left with what it had told. A plain
/// program; it ends with 1 where something was lost or told twice as new.
public final class KillLedgerBench {
  private KillLedgerBench() {}

  /// Prints the totals.
  ///
  /// @param arguments how many times, and the seed
  public static void main(String[] arguments) throws IOException, InterruptedException {
    int runs = Integer.parseInt(arguments[0]);
    long seed = Long.parseLong(arguments[1]);
    Path folder = Files.createTempDirectory("flatline-kill-ledger");
    System.err.println("data and log: " + folder);
    KillTotals totals = KillLedger.run(runs, seed, folder, System.err::println);
    System.out.println(totals.table());
    System.exit(totals.isWell() ? 0 : 1);
  }
}
