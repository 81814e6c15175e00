package dev.flatline.formats.report;

import java.util.Locale;
import java.util.Optional;

/// What was found, in one sentence.
public final class Answer {
  private Answer() {}

  /// The sentence; empty where nothing was found.
  ///
  /// @param certain workloads whose worst finding is `high`
  /// @param possible workloads whose worst is `medium`: those only may be mining
  public static Optional<String> of(long certain, long possible) {
    if (certain > 0) {
      return Optional.of(
          (certain == 1
                  ? "1 workload behaves like a miner"
                  : String.format(Locale.ROOT, "%,d workloads behave like miners", certain))
              + (possible == 0 ? "" : String.format(Locale.ROOT, ", %,d more may", possible)));
    }
    if (possible > 0) {
      return Optional.of(
          possible == 1
              ? "1 workload may be mining"
              : String.format(Locale.ROOT, "%,d workloads may be mining", possible));
    }
    return Optional.empty();
  }
}
