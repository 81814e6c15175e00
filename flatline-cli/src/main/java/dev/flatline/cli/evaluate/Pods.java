package dev.flatline.cli.evaluate;

import dev.flatline.core.finding.Finding;
import dev.flatline.core.telemetry.Sample;
import dev.flatline.core.telemetry.Workload;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Random;
import java.util.TreeMap;

/// Cuts the telemetry of each workload into pods that take turns under new names, as a Deployment's
/// do, and puts what was found of them together again. The first reading settles when each pod
/// begins; whoever reads again meets the same pods.
final class Pods {
  private static final String OF = "workload";

  private final EvaluationPlan plan;
  private final Map<String, Cut> cuts = new HashMap<>();

  Pods(EvaluationPlan plan) {
    this.plan = plan;
  }

  /// The sample as that of the pod that lives at its time.
  Sample renamed(Sample clean) {
    if (plan.pods().isNone()) {
      return clean;
    }
    String name = clean.workload().name();
    Workload pod = cuts.computeIfAbsent(name, Cut::new).at(clean.atMillis());
    return new Sample(pod, clean.atMillis(), clean.values());
  }

  /// How many there were.
  int count() {
    return cuts.values().stream().mapToInt(cut -> cut.pods.size()).sum();
  }

  /// The workload that was cut into the one of this finding.
  static String original(Finding finding) {
    Workload workload = finding.workload();
    return workload.labels().getOrDefault(OF, workload.name());
  }

  /// Findings of pods as those of the workload that they were cut from: what is no further apart
  /// than one finding may be is one, as bad as its worst.
  List<Finding> together(Iterable<Finding> findings, Duration mergeGap) {
    List<Finding> all = new ArrayList<>();
    findings.forEach(all::add);
    if (plan.pods().isNone()) {
      return all;
    }
    all.sort(Comparator.comparing(Pods::original).thenComparing(Finding::firstObserved));
    List<Finding> merged = new ArrayList<>();
    for (Finding finding : all) {
      Finding last = merged.isEmpty() ? null : merged.getLast();
      if (last != null
          && original(last).equals(original(finding))
          && !finding.firstObserved().isAfter(last.lastObserved().plus(mergeGap))) {
        boolean worse = finding.severity().compareTo(last.severity()) > 0;
        Finding until = finding.lastObserved().isAfter(last.lastObserved()) ? finding : last;
        merged.set(merged.size() - 1, lasting(worse ? finding : last, until));
      } else {
        merged.add(lasting(finding, finding));
      }
    }
    return merged;
  }

  /// The finding, of the workload that was cut, up to where another was last seen.
  private static Finding lasting(Finding finding, Finding until) {
    return finding
        .of(new Workload(original(finding), finding.workload().labels()))
        .lasting(until.lastObserved(), finding.status());
  }

  /// The pods of one workload, by when they begin.
  private final class Cut {
    private final String name;
    private final Random random;
    private final NavigableMap<Long, Workload> pods = new TreeMap<>();
    private long untilMillis = Long.MIN_VALUE;

    Cut(String name) {
      this.name = name;
      this.random = plan.random(name, "pods", 0);
    }

    Workload at(long millis) {
      while (millis >= untilMillis) {
        long since = untilMillis == Long.MIN_VALUE ? millis : untilMillis;
        pods.put(since, pod(pods.size()));
        untilMillis = since + plan.pods().draw(random);
      }
      Map.Entry<Long, Workload> pod = pods.floorEntry(millis);
      return pod == null ? pods.firstEntry().getValue() : pod.getValue();
    }

    private Workload pod(int number) {
      return new Workload(
          name + '-' + number,
          plan.pods().owned()
              ? Map.of(OF, name, "owner_kind", "Deployment", "owner", name)
              : Map.of(OF, name));
    }
  }
}
