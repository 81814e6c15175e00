package dev.flatline.core.finding;

import dev.flatline.core.finding.Action.Kind;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/// What people make of a finding.
///
/// @param state how it is handled
/// @param by the action that made it so; empty while nobody has done anything, or what was done
///     holds no more
public record Handling(State state, Optional<Action> by) {
  /// That of a finding with which nobody has done anything.
  public static final Handling NEW = new Handling(State.NEW, Optional.empty());

  /// How a finding is handled.
  public enum State {
    /// It waits for someone.
    NEW,
    /// Someone looks at it.
    ACKNOWLEDGED,
    /// It is expected, until a time.
    SUPPRESSED,
    /// It is dealt with.
    CLOSED;

    /// In lower case, as written in requests and answers.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What the newest action that decides makes of a finding: suppressed and closed hold for the
  /// severity that it had then, a suppression until its end.
  ///
  /// @param newest the newest action that is no comment
  /// @param severity of the finding now
  public static Handling of(FindingAction newest, Severity severity, Instant now) {
    Action action = newest.action();
    State state = stateAfter(action.kind());
    boolean risen = severity.compareTo(newest.severity()) > 0;
    boolean over = action.until().isPresent() && !action.until().get().isAfter(now);
    boolean holdsUpToSeverity = state == State.SUPPRESSED || state == State.CLOSED;
    return over || (risen && holdsUpToSeverity) ? NEW : new Handling(state, Optional.of(action));
  }

  /// How a finding is handled after an action.
  ///
  /// @throws IllegalArgumentException of a comment, which decides nothing
  public static State stateAfter(Kind kind) {
    return switch (kind) {
      case ACKNOWLEDGE -> State.ACKNOWLEDGED;
      case SUPPRESS -> State.SUPPRESSED;
      case CLOSE -> State.CLOSED;
      case REOPEN -> State.NEW;
      case COMMENT -> throw new IllegalArgumentException("a comment decides nothing");
    };
  }
}
