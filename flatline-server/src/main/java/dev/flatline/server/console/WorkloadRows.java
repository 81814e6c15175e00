package dev.flatline.server.console;

import dev.flatline.core.engine.Coverage;
import dev.flatline.formats.html.Element;
import dev.flatline.formats.text.QuantityText;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.PriorityQueue;

/// Workloads, a row each, those that look most like a miner first: the flattest of the busy ones.
final class WorkloadRows {
  /// A page; whoever looks for another asks for its name.
  private static final int MOST_ROWS = 100;

  /// A workload that does less is not busy: what evaluation calls the lowest level that is judged.
  private static final double BUSY = 0.1;

  private static final Comparator<Coverage> FLATTEST_BUSY_FIRST =
      Comparator.comparing((Coverage one) -> !(one.cpuMean() >= BUSY))
          .thenComparingDouble(Coverage::cpuCv)
          .thenComparing(one -> one.workload().name());

  private WorkloadRows() {}

  static Element of(List<Coverage> workloads) {
    Element body = Element.of("tbody");
    first(workloads).forEach(one -> body.line().add(row(one)));
    List<Element> heads =
        List.of(
            ConsoleTable.head("Workload"),
            ConsoleTable.numbers("Mean CPU"),
            ConsoleTable.numbers("CV"),
            ConsoleTable.numbers("Last seen"));
    Element section =
        Element.of("section")
            .with("aria-labelledby", "flattest")
            .add(Element.of("h2").with("id", "flattest").text("The flattest of the busy ones"))
            .add(ConsoleTable.of(heads, body));
    if (workloads.size() > MOST_ROWS) {
      section.add(
          Element.of("p", "note")
              .text(
                  String.format(
                      Locale.ROOT,
                      "%,d of %,d; ask for a part of the name to see others.",
                      MOST_ROWS,
                      workloads.size())));
    }
    return section;
  }

  /// Those to be shown, in their order: all others are looked at once and not sorted.
  private static List<Coverage> first(List<Coverage> workloads) {
    PriorityQueue<Coverage> shown = new PriorityQueue<>(FLATTEST_BUSY_FIRST.reversed());
    for (Coverage one : workloads) {
      if (shown.size() < MOST_ROWS) {
        shown.add(one);
      } else if (FLATTEST_BUSY_FIRST.compare(one, shown.element()) < 0) {
        shown.remove();
        shown.add(one);
      }
    }
    return shown.stream().sorted(FLATTEST_BUSY_FIRST).toList();
  }

  private static Element row(Coverage one) {
    return Element.of("tr")
        .add(ConsoleTable.workload(one.workload().name()))
        .add(number(one.cpuMean()))
        .add(number(one.cpuCv()))
        .add(ConsoleTable.number(SeenTime.of(one, one.lastMillis())));
  }

  private static Element number(double value) {
    return ConsoleTable.number(Double.isFinite(value) ? QuantityText.significant(value) : "–");
  }
}
