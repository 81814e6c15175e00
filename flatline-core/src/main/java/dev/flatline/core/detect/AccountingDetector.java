package dev.flatline.core.detect;

import dev.flatline.core.evidence.Assessment;

/// Judges by what planes of accounting tell of each other. A pure function: the same situation
/// gives the same answer.
public interface AccountingDetector {

  /// What it is, needs and misses.
  DetectorSpec spec();

  /// Evidence, clear, or inconclusive with the reason.
  Assessment assess(AccountingSituation situation);
}
