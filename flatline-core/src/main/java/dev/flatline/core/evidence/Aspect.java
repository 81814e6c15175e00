package dev.flatline.core.evidence;

/// Which question of its family a piece of evidence answers. What agreement of aspects is worth is
/// the correlation's to decide.
public enum Aspect {
  /// What the CPU's course looks like.
  SHAPE(EvidenceFamily.COMPUTE),
  /// Whether CPU moves anything else.
  COUPLING(EvidenceFamily.COMPUTE),
  /// Whether it is new by the workload's own past.
  NOVELTY(EvidenceFamily.COMPUTE),
  /// The same, where it began with a step before our eyes and has lasted: no peak of an hour, no
  /// slow rise.
  ESTABLISHED(EvidenceFamily.COMPUTE),
  /// Whether it lasts longer than ever, at a level that is familiar.
  LENGTH(EvidenceFamily.COMPUTE),
  /// Whether CPU comes down, between work, to a level at which it never was.
  FLOOR(EvidenceFamily.COMPUTE),
  /// Whether it is rare by what is known so far: its own past, or the stretch, is still too short
  /// to say that it is new.
  RARITY(EvidenceFamily.COMPUTE),
  /// Whether planes of accounting tell the same of CPU, where they do not but it may well be
  /// innocent.
  ACCOUNTING_DOUBT(EvidenceFamily.COMPUTE),
  /// The same, where it is hard to see how it could be: time that one plane counts and another,
  /// which can be lied to, does not.
  ACCOUNTING(EvidenceFamily.COMPUTE),
  /// The same, where they had agreed for as long as a past takes to learn, the one rose without the
  /// other, and it has lasted.
  ACCOUNTING_ONSET(EvidenceFamily.COMPUTE),
  /// What the GPU's course looks like, where not all is measured that tells what it works on.
  GPU_SHAPE(EvidenceFamily.COMPUTE),
  /// What the GPU's course looks like, and that nothing goes in or out and no tensor core works.
  GPU_WORK(EvidenceFamily.COMPUTE),
  /// Whether such a course of the GPU is new by its own past.
  GPU_NOVELTY(EvidenceFamily.COMPUTE),
  /// Whether what is told of the GPU can be true.
  GPU_CONTRADICTION(EvidenceFamily.COMPUTE);

  private final EvidenceFamily family;

  Aspect(EvidenceFamily family) {
    this.family = family;
  }

  /// Whether it speaks of a GPU.
  public boolean isOfGpu() {
    return switch (this) {
      case SHAPE, COUPLING, NOVELTY, ESTABLISHED, LENGTH, FLOOR, RARITY -> false;
      case ACCOUNTING_DOUBT, ACCOUNTING, ACCOUNTING_ONSET -> false;
      case GPU_SHAPE, GPU_WORK, GPU_NOVELTY, GPU_CONTRADICTION -> true;
    };
  }

  /// Whether it speaks of planes of accounting.
  public boolean isOfAccounting() {
    return switch (this) {
      case ACCOUNTING_DOUBT, ACCOUNTING, ACCOUNTING_ONSET -> true;
      case SHAPE, COUPLING, NOVELTY, ESTABLISHED, LENGTH, FLOOR, RARITY -> false;
      case GPU_SHAPE, GPU_WORK, GPU_NOVELTY, GPU_CONTRADICTION -> false;
    };
  }

  /// The family that it belongs to.
  public EvidenceFamily family() {
    return family;
  }
}
