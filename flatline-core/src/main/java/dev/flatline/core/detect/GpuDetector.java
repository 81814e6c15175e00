package dev.flatline.core.detect;

import dev.flatline.core.evidence.Assessment;

/// Judges one situation of a GPU by one kind of behaviour. A pure function: the same situation
/// gives the same answer.
public interface GpuDetector {

  /// What it is, needs and misses.
  DetectorSpec spec();

  /// Evidence, clear, or inconclusive with the reason.
  Assessment assess(GpuSituation situation);
}
