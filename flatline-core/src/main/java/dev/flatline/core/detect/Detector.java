package dev.flatline.core.detect;

import dev.flatline.core.evidence.Assessment;

/// Judges one situation by one kind of behaviour. A pure function: the same situation gives the
/// same answer.
public interface Detector {

  /// What it is, needs and misses.
  DetectorSpec spec();

  /// Evidence, clear, or inconclusive with the reason.
  Assessment assess(Situation situation);
}
