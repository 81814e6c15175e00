package dev.flatline.core.finding;

import java.time.Instant;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/// Which findings are asked for.
///
/// @param atLeast the lowest severity
/// @param status open or closed; empty for both
/// @param workload what the workload is called
/// @param handled how they are handled
/// @param order in which order
/// @param after the last of the page before; empty for the first page
/// @param limit how many at most
public record FindingQuery(
    Severity atLeast,
    Optional<Finding.Status> status,
    Called workload,
    Handled handled,
    Order order,
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

  /// Findings however they are handled, the newest detection first.
  ///
  /// @param workload a part of its name, in whatever case; empty for all
  public FindingQuery(
      Severity atLeast,
      Optional<Finding.Status> status,
      String workload,
      Optional<Place> after,
      int limit) {
    this(atLeast, status, Called.partly(workload), Handled.ANYHOW, Order.DETECTED, after, limit);
  }

  /// What a workload is called whose findings are asked for.
  ///
  /// @param text of the name
  /// @param whole whether it is the name as it is, and not a part of it in whatever case
  public record Called(String text, boolean whole) {
    /// Checks the text.
    ///
    /// @throws IllegalArgumentException where a whole name is empty
    public Called {
      if (whole && text.isEmpty()) {
        throw new IllegalArgumentException("no workload has an empty name");
      }
    }

    /// Whatever it is called.
    public static final Called ANYTHING = partly("");

    /// With this in its name, in whatever case.
    public static Called partly(String part) {
      return new Called(part, false);
    }

    /// This and nothing else.
    public static Called exactly(String name) {
      return new Called(name, true);
    }
  }

  /// How findings are handled that are asked for.
  ///
  /// @param states any of these
  /// @param at at this time
  public record Handled(Set<Handling.State> states, Instant at) {
    /// However they are handled, at any time.
    public static final Handled ANYHOW =
        new Handled(EnumSet.allOf(Handling.State.class), Instant.EPOCH);

    /// Copies the states.
    ///
    /// @throws IllegalArgumentException where there are none
    public Handled {
      states = Set.copyOf(states);
      if (states.isEmpty()) {
        throw new IllegalArgumentException("handling: name one at least");
      }
    }

    /// All but those that are suppressed.
    public static Handled notSuppressed(Instant at) {
      return new Handled(EnumSet.complementOf(EnumSet.of(Handling.State.SUPPRESSED)), at);
    }
  }

  /// In which order findings are answered, the largest first; among equals the newest detection.
  public enum Order {
    /// By when they were detected, which never changes.
    DETECTED,
    /// By severity.
    SEVERITY,
    /// By when the behaviour was last seen.
    OBSERVED,
    /// By what it cost so far: [Cost#order].
    COST;

    /// In lower case, as written in requests.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The place of a finding.
    public Place of(Finding finding) {
      long detectedMillis = finding.detectedAt().toEpochMilli();
      long key =
          switch (this) {
            case DETECTED -> detectedMillis;
            case SEVERITY -> finding.severity().ordinal();
            case OBSERVED -> finding.lastObserved().toEpochMilli();
            case COST -> finding.cost().order(finding.lasted());
          };
      return new Place(key, detectedMillis, finding.id());
    }
  }

  /// The place of a finding in the order of answers. A finding that is brought up to date between
  /// two pages may change it, but for the order of detection.
  ///
  /// @param key what the order is by
  /// @param detectedMillis when it was detected
  /// @param id tells apart those of the same time
  public record Place(long key, long detectedMillis, String id) {}
}
