package dev.flatline.core.policy;

import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/// One number of [Thresholds], by name, so that a policy can override it alone.
public enum Threshold {
  /// See [Thresholds#plateauMean], a share.
  PLATEAU_MEAN(false, "above 0 and at most 1"),
  /// See [Thresholds#plateauCv], a ratio.
  PLATEAU_CV(false, "above 0"),
  /// See [Thresholds#plateauCorrelation], a ratio.
  PLATEAU_CORRELATION(false, "from -1 to 1"),
  /// See [Thresholds#flatCv], a ratio.
  FLAT_CV(false, "above 0"),
  /// See [Thresholds#learning], in days.
  LEARNING(true, "above 0"),
  /// See [Thresholds#returnPeriodDays], in days.
  RETURN_PERIOD(true, "above 0"),
  /// See [Thresholds#youngReturnPeriodDays], in days.
  YOUNG_RETURN_PERIOD(true, "above 0");

  private static final double MILLIS_PER_DAY = Duration.ofDays(1).toMillis();

  private final boolean inDays;
  private final String range;

  Threshold(boolean inDays, String range) {
    this.inDays = inDays;
    this.range = range;
  }

  /// Whether its value is a length of time, given in days; all others have no dimension.
  public boolean inDays() {
    return inDays;
  }

  /// Its allowed values in words, to be read after "a number".
  public String range() {
    return range;
  }

  /// As written in policy files: lower case with underscores.
  public String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  /// The threshold of this label, empty where there is none.
  public static Optional<Threshold> labelled(String label) {
    return Arrays.stream(values()).filter(one -> one.label().equals(label)).findFirst();
  }

  /// These thresholds with another value for this one.
  ///
  /// @throws IllegalArgumentException where the value is out of its range
  Thresholds replacedIn(Thresholds all, double value) {
    double mean = this == PLATEAU_MEAN ? value : all.plateauMean();
    double cv = this == PLATEAU_CV ? value : all.plateauCv();
    double correlation = this == PLATEAU_CORRELATION ? value : all.plateauCorrelation();
    double flatCv = this == FLAT_CV ? value : all.flatCv();
    Duration learning =
        this == LEARNING ? Duration.ofMillis(Math.round(value * MILLIS_PER_DAY)) : all.learning();
    double rareDays = this == RETURN_PERIOD ? value : all.returnPeriodDays();
    double youngDays = this == YOUNG_RETURN_PERIOD ? value : all.youngReturnPeriodDays();
    return new Thresholds(mean, cv, correlation, flatCv, learning, rareDays, youngDays);
  }
}
