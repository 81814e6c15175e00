package dev.flatline.server.console;

import dev.flatline.core.engine.Coverage;
import dev.flatline.core.evidence.Inconclusive;
import dev.flatline.core.feature.FeatureWindow;
import dev.flatline.formats.html.Element;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/// Workloads of which nobody can say what they do, a row each, with since when and why; those of
/// which that is newest first.
final class BlindRows {
  /// A page; the others are counted.
  private static final int MOST_ROWS = 100;

  private static final Comparator<Coverage> NEWEST_FIRST =
      Comparator.comparingLong(BlindRows::sinceMillis)
          .reversed()
          .thenComparing(one -> one.workload().name());

  private BlindRows() {}

  /// @param reachedMillis the event time that all sources have reached
  static Element of(List<Coverage> known, long reachedMillis) {
    PriorityQueue<Coverage> shown = new PriorityQueue<>(NEWEST_FIRST.reversed());
    long all = 0;
    for (Coverage one : known) {
      if (isBlind(one, reachedMillis)) {
        all++;
        shown.add(one);
        if (shown.size() > MOST_ROWS) {
          shown.remove();
        }
      }
    }
    Element section =
        Element.of("section")
            .with("aria-labelledby", "blind")
            .add(
                Element.of("h2")
                    .with("id", "blind")
                    .text(String.format(Locale.ROOT, "Blind: %,d of %,d", all, known.size())));
    if (all == 0) {
      return section.add(
          Element.of("p", "none")
              .text(
                  known.isEmpty()
                      ? "No workload is known yet."
                      : "Of every workload there is enough to judge it."));
    }
    Element body = Element.of("tbody");
    shown.stream().sorted(NEWEST_FIRST).forEach(one -> body.line().add(row(one)));
    section.add(
        ConsoleTable.of(
            List.of(
                ConsoleTable.head("Workload"),
                ConsoleTable.numbers("Since"),
                ConsoleTable.head("Why")),
            body));
    return all > MOST_ROWS
        ? section.add(
            Element.of("p", "note")
                .text(String.format(Locale.ROOT, "The newest %,d are shown.", MOST_ROWS)))
        : section;
  }

  /// Whether nobody can say what it does at that time.
  static boolean isBlind(Coverage one, long reachedMillis) {
    return one.notJudged().isPresent()
        || reachedMillis - one.lastMillis() > FeatureWindow.LONGEST_GAP_MILLIS;
  }

  /// One that was judged is blind since its last sample, one that never was since its first, and
  /// one whose first is not there yet is the newest.
  private static long sinceMillis(Coverage one) {
    if (one.samples() == 0) {
      return Long.MAX_VALUE;
    }
    return one.notJudged().isPresent() ? one.firstMillis() : one.lastMillis();
  }

  private static Element row(Coverage one) {
    return Element.of("tr")
        .add(ConsoleTable.workload(one.workload().name()))
        .add(ConsoleTable.number(SeenTime.of(one, sinceMillis(one))))
        .add(
            ConsoleTable.words(
                one.samples() == 0
                    ? "its first samples wait for others that may be late"
                    : one.notJudged()
                        .map(Inconclusive.Reason::text)
                        .orElse("nothing is measured any more: it ended, or its source is blind")));
  }
}
