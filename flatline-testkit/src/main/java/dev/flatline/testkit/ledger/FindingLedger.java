package dev.flatline.testkit.ledger;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/// What clients and sinks were told of findings, and where the server later said less. Safe for
/// several threads.
final class FindingLedger {
  private final Map<String, Shown> told = new TreeMap<>();
  private final Set<String> openWhenTold = new HashSet<>();
  private final Set<String> lost = new LinkedHashSet<>();
  private final Set<String> twice = new LinkedHashSet<>();

  /// A client or a sink was told this.
  synchronized void tell(String id, Shown shown) {
    told.merge(id, shown, (before, now) -> now.isBefore(before) ? before : now);
    if (!shown.closed() && shown.isTold()) {
      openWhenTold.add(id);
    }
  }

  /// What must still be there.
  synchronized Map<String, Shown> expected() {
    return Map.copyOf(told);
  }

  /// Compares what the server shows with what must be there, which was told before it was asked.
  synchronized void compare(Map<String, Shown> expected, Map<String, Shown> shown) {
    expected.forEach(
        (id, before) -> {
          Shown now = shown.get(id);
          if (now == null) {
            lost.add(id + " is gone; it was " + before);
          } else if (now.isBefore(before)
              || !now.workload().equals(before.workload())
              || !now.firstObserved().equals(before.firstObserved())) {
            lost.add(id + " went back from " + before + " to " + now);
          }
        });
    Map<String, String> openOf = new HashMap<>();
    shown.forEach(
        (id, finding) -> {
          String other = finding.closed() ? null : openOf.put(finding.workload(), id);
          if (other != null) {
            twice.add(finding.workload() + " has two open findings, " + sorted(other, id));
          }
        });
  }

  private static String sorted(String one, String other) {
    return one.compareTo(other) < 0 ? one + " and " + other : other + " and " + one;
  }

  /// Findings that were shown open at a severity of which sinks are told.
  synchronized Set<String> openWhenTold() {
    return Set.copyOf(openWhenTold);
  }

  /// What the server no longer knew.
  synchronized Set<String> lost() {
    return new LinkedHashSet<>(lost);
  }

  /// What the server told as something new although it had told it before.
  synchronized Set<String> twice() {
    return new LinkedHashSet<>(twice);
  }

  /// How many findings were told.
  synchronized int size() {
    return told.size();
  }
}
