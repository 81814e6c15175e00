package dev.flatline.formats.series;

/// Why something of a request was not handed over.
public enum SkipReason {
  /// Samples of a series without `__name__`.
  NO_NAME(Scope.SAMPLE),
  /// Samples of a series with a label that has no name.
  EMPTY_LABEL_NAME(Scope.SAMPLE),
  /// Samples of a series that has two labels of one name.
  DUPLICATE_LABEL(Scope.SAMPLE),
  /// Samples of a series with a label that is not UTF-8.
  NOT_UTF8(Scope.SAMPLE),
  /// Samples of a series with more labels, or a longer one, than [SeriesLimits] allows.
  LABELS_TOO_LARGE(Scope.SAMPLE),
  /// Samples without a time after 1970.
  NO_TIME(Scope.SAMPLE),
  /// Samples that neither have a value nor say that there is none.
  NO_VALUE(Scope.SAMPLE),
  /// Samples of a sum that counts from one sample to the next (delta), or does not say.
  NOT_CUMULATIVE(Scope.SAMPLE),
  /// Samples of a histogram.
  HISTOGRAM(Scope.OTHER),
  /// Samples of a summary.
  SUMMARY(Scope.OTHER),
  /// Examples beside samples.
  EXEMPLAR(Scope.OTHER),
  /// What a metric means.
  METADATA(Scope.OTHER),
  /// Since when a counter counts.
  CREATED_TIMESTAMP(Scope.OTHER),
  /// Attributes that are lists, maps or bytes, or too long for a label: left out of their series.
  ATTRIBUTE(Scope.OTHER);

  /// What is counted.
  public enum Scope {
    /// Float samples.
    SAMPLE,
    /// Something else, or a part of what was handed over.
    OTHER
  }

  private final Scope scope;

  SkipReason(Scope scope) {
    this.scope = scope;
  }

  /// What is counted under this reason.
  public Scope scope() {
    return scope;
  }
}
