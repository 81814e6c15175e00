package dev.flatline.core.finding;

import java.util.Optional;

/// Which findings are asked for.
///
/// @param atLeast the lowest severity
/// @param status open or closed; empty for both
/// @param workload a part of the workload's name, in whatever case; empty for all
/// @param after the last of the page before; empty for the first page
/// @param limit how many at most
public record FindingQuery(
    Severity atLeast,
    Optional<Finding.Status> status,
    String workload,
    Optional<Place> after,
    int limit) {

  /// The most that one page may hold.
  public static final int MOST = 1000;

  /// Checks the limit.
  ///
  /// @throws IllegalArgumentException where it is not 1 to [#MOST]
  public FindingQuery {
    if (limit < 1 || limit > MOST) {
      throw new IllegalArgumentException("limit " + limit + " is not between 1 and " + MOST);
    }
  }

  /// The place of a finding in the order of answers, which does not change while a finding is only
  /// brought up to date.
  ///
  /// @param detectedMillis when it was detected
  /// @param id tells apart those of the same time
  public record Place(long detectedMillis, String id) {

    /// That of a finding.
    public static Place of(Finding finding) {
      return new Place(finding.detectedAt().toEpochMilli(), finding.id());
    }
  }
}
