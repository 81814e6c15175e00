package dev.flatline.core.finding;

import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What someone does with findings.
///
/// @param kind what it is
/// @param by who does it
/// @param at when
/// @param reason why, or the text of a comment, [#LONGEST_REASON] characters at most; empty where
///     none is needed and none was given
/// @param until when a suppression ends; empty for everything else
public record Action(Kind kind, Actor by, Instant at, String reason, Optional<Instant> until) {
  /// A page of text; what is longer belongs into a ticket that the reason names.
  public static final int LONGEST_REASON = 2_000;

  /// What can be done with a finding.
  public enum Kind {
    /// Someone looks at it.
    ACKNOWLEDGE(false),
    /// It is expected, until a time.
    SUPPRESS(true),
    /// It is dealt with.
    CLOSE(true),
    /// It is news again.
    REOPEN(false),
    /// Something is said of it; changes nothing.
    COMMENT(true);

    private final boolean needsReason;

    Kind(boolean needsReason) {
      this.needsReason = needsReason;
    }

    /// In lower case, as written in requests and answers.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }

    /// The kind of a label.
    ///
    /// @throws IllegalArgumentException naming those that there are
    public static Kind of(String label) {
      return Arrays.stream(values())
          .filter(kind -> kind.label().equals(label))
          .findFirst()
          .orElseThrow(
              () ->
                  new IllegalArgumentException(
                      "action: expected one of "
                          + Arrays.stream(values())
                              .map(Kind::label)
                              .collect(Collectors.joining(", "))));
    }
  }

  /// Checks that a reason is there where one is needed, and that a suppression ends.
  ///
  /// @throws IllegalArgumentException saying what is missing or too much
  public Action {
    reason = reason.strip();
    if (kind.needsReason && reason.isEmpty()) {
      throw new IllegalArgumentException("reason: " + kind.label() + " needs one");
    }
    if (reason.length() > LONGEST_REASON) {
      throw new IllegalArgumentException(
          "reason: %,d characters are more than %,d".formatted(reason.length(), LONGEST_REASON));
    }
    if (until.isPresent() != (kind == Kind.SUPPRESS)) {
      throw new IllegalArgumentException(
          kind == Kind.SUPPRESS
              ? "until: suppress needs the time at which it ends"
              : "until: " + kind.label() + " has no end");
    }
    if (until.isPresent() && !until.get().isAfter(at)) {
      throw new IllegalArgumentException("until: " + until.get() + " is over already");
    }
  }
}
