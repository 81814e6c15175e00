package dev.flatline.formats.series;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/// How much was skipped, by reason.
public final class SkipCounts {
  private static final SkipReason[] REASONS = SkipReason.values();

  private final long[] counts = new long[REASONS.length];

  /// Counts so many more.
  public void add(SkipReason reason, long more) {
    counts[reason.ordinal()] += more;
  }

  /// Adds all counts of another.
  public void addAll(SkipCounts other) {
    for (int i = 0; i < counts.length; i++) {
      counts[i] += other.counts[i];
    }
  }

  /// The counts of this moment.
  public SkipCounts copy() {
    SkipCounts copy = new SkipCounts();
    copy.addAll(this);
    return copy;
  }

  /// How many were counted for this reason.
  public long of(SkipReason reason) {
    return counts[reason.ordinal()];
  }

  /// How many float samples were refused, for any reason.
  public long samples() {
    long samples = 0;
    for (SkipReason reason : REASONS) {
      samples += reason.scope() == SkipReason.Scope.SAMPLE ? of(reason) : 0;
    }
    return samples;
  }

  /// The reasons that were counted at least once, in the order of [SkipReason].
  public Map<SkipReason, Long> byReason() {
    return byReason(EnumSet.allOf(SkipReason.Scope.class));
  }

  /// Those of them under which this is counted.
  public Map<SkipReason, Long> byReason(SkipReason.Scope scope) {
    return byReason(EnumSet.of(scope));
  }

  private Map<SkipReason, Long> byReason(Set<SkipReason.Scope> scopes) {
    Map<SkipReason, Long> byReason = new EnumMap<>(SkipReason.class);
    for (SkipReason reason : REASONS) {
      if (of(reason) > 0 && scopes.contains(reason.scope())) {
        byReason.put(reason, of(reason));
      }
    }
    return byReason;
  }
}
