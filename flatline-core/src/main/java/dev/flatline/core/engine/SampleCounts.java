package dev.flatline.core.engine;

/// What became of the samples of all workloads of an engine that were not dropped.
final class SampleCounts {
  private long judged;
  private long held;
  private long merged;
  private long mostHeld = Long.MAX_VALUE;

  /// One more was judged.
  void judge() {
    judged++;
  }

  /// From how many held ones on each workload may hold one alone.
  void holdAtMost(long samples) {
    mostHeld = samples;
  }

  /// Whether there is no room for more that are held.
  boolean areTooManyHeld() {
    return held >= mostHeld;
  }

  /// Another number is held.
  void hold(long more) {
    held += more;
  }

  /// So many more completed another of the same time.
  void merge(long more) {
    merged += more;
  }

  /// A workload came with what it had, or such a one went.
  ///
  /// @param times 1 or -1
  void add(WorkloadEntry entry, int times) {
    judged += times * entry.judged();
    held += times * entry.held();
    merged += times * entry.merged();
  }

  /// As they were written.
  void begin(long newJudged, long newMerged) {
    judged = newJudged;
    merged = newMerged;
  }

  long judged() {
    return judged;
  }

  long held() {
    return held;
  }

  long merged() {
    return merged;
  }

  long all() {
    return judged + held + merged;
  }
}
