package dev.flatline.connectors.prometheus.live;

/// Which workloads are asked at a time of a step: all, or of a large fleet one part after the
/// other, a second apart. So no sample of it waits for those of all the others that would be due
/// at the same time. Prometheus does the same: it spreads scrapes and groups of rules over their
/// interval by a hash (rules/group.go, EvalTimestamp).
///
/// @param part the one that is asked, or [#ALL]
record StepParts(int part) {
  /// Every workload.
  static final int ALL = -1;

  /// How many parts there are. Of 200,000 workloads one takes 0.2 to 0.3 s to be judged, and all
  /// queries are evaluated for each, which takes 0.15 s (docs/evaluation.md).
  static final int MOST = 4;

  /// How many workloads more are asked in parts: all of fewer are judged in 50 ms.
  static final int LARGE = 10_000;

  /// From the first part to after the last.
  static final long LENGTH_MILLIS = MOST * 1_000;

  private static final long APART_MILLIS = LENGTH_MILLIS / MOST;

  /// A step of all workloads at once.
  static StepParts one() {
    return new StepParts(ALL);
  }

  /// The first of several parts.
  static StepParts several() {
    return new StepParts(0);
  }

  /// The part of a workload, 0 or more and below [#MOST].
  static byte partOf(String name) {
    int hash = name.hashCode();
    return (byte) Math.floorMod(hash ^ (hash >>> Short.SIZE), MOST);
  }

  /// Whether a step begins.
  boolean isFirst() {
    return part <= 0;
  }

  private boolean isLast() {
    return part == ALL || part == MOST - 1;
  }

  /// From this to what comes next: a part, or the next step.
  long untilNextMillis(long stepMillis) {
    return isLast() ? stepMillis - Math.max(0, part) * APART_MILLIS : APART_MILLIS;
  }

  /// What comes next.
  StepParts next() {
    return isLast() ? one() : new StepParts(part + 1);
  }
}
