package dev.flatline.testkit.ledger;

import java.util.Locale;
import java.util.Map;
import java.util.Set;

/// What came of killing a server many times.
///
/// @param kills how often it was killed, by moment
/// @param requests of telemetry that were answered 200
/// @param requestsSentAgain because they were not answered
/// @param findings that a client or the sink was told of
/// @param messages that the sink took, each counted once
/// @param arrivals of messages at the sink
/// @param repeats messages that came again under the same id after they had been taken
/// @param lost what was told and was gone, or earlier in its life, afterwards
/// @param untold what the sink was not told in the end although it had to be
/// @param twice what was told as new a second time, or under an id that stood for something else
public record KillTotals(
    Map<KillMoment, Integer> kills,
    long requests,
    long requestsSentAgain,
    int findings,
    long messages,
    long arrivals,
    long repeats,
    Set<String> lost,
    Set<String> untold,
    Set<String> twice) {

  /// Copies the collections.
  public KillTotals {
    kills = Map.copyOf(kills);
    lost = Set.copyOf(lost);
    untold = Set.copyOf(untold);
    twice = Set.copyOf(twice);
  }

  /// Whether nothing was lost, left untold or told twice as new.
  public boolean isWell() {
    return lost.isEmpty() && untold.isEmpty() && twice.isEmpty();
  }

  /// As a table in Markdown, and under it what is wrong.
  public String table() {
    StringBuilder table = new StringBuilder("| what | how often |\n|---|---|\n");
    for (KillMoment moment : KillMoment.values()) {
      row(table, "killed " + moment.words(), kills.getOrDefault(moment, 0));
    }
    row(table, "requests of telemetry answered 200", requests);
    row(table, "requests sent again because they were not answered", requestsSentAgain);
    row(table, "findings that a client or the sink was told of", findings);
    row(table, "messages that the sink took", messages);
    row(table, "attempts that reached it", arrivals);
    row(table, "repeats of a message that it had, under the same id", repeats);
    row(table, "**lost, or gone back to an earlier state**", lost.size());
    row(table, "**never told**", untold.size());
    row(table, "**told twice as new**", twice.size());
    lost.forEach(one -> table.append("lost: ").append(one).append('\n'));
    untold.forEach(one -> table.append("never told: ").append(one).append('\n'));
    twice.forEach(one -> table.append("twice: ").append(one).append('\n'));
    return table.toString();
  }

  private static void row(StringBuilder table, String what, long count) {
    table.append(String.format(Locale.ROOT, "| %s | %,d |%n", what, count));
  }
}
