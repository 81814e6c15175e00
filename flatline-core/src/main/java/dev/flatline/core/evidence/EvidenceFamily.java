package dev.flatline.core.evidence;

/// Kinds of evidence that are independent of each other. Evidence of one family does not add up
/// with itself.
public enum EvidenceFamily {
  /// CPU, GPU, memory and their coupling with I/O.
  COMPUTE
}
