package dev.flatline.core.policy;

/// What one field of a cron expression means.
///
/// @param bits one bit per value that fits
/// @param beginsWithStar whether it is written `*` or `*/step`, which counts as "not restricted"
///     where the two day fields meet
record CronValues(long bits, boolean beginsWithStar) {

  boolean has(int value) {
    return (bits >> value & 1) == 1;
  }

  /// Whether any value from 1 to this one fits.
  boolean hasAnyUpTo(int most) {
    return (bits & ((2L << most) - 2)) != 0;
  }
}
