package dev.flatline.server.outbox;

import dev.flatline.core.finding.Severity;
import dev.flatline.formats.message.WarningKind;
import dev.flatline.server.warning.Warning;
import java.time.Instant;

/// One warning as one sink is to be told of it: its newest state, and how it stands with that. For
/// one thread at a time.
final class WarningState {
  /// How it stands with the newest state.
  enum Standing {
    /// The sink has not heard of it.
    WAITS,
    /// The sink has it.
    TOLD,
    /// The sink does not want it.
    REFUSED
  }

  private Warning warning;
  private Instant at;
  private boolean over;
  private boolean heardOf;
  private Standing standing = Standing.WAITS;
  private Instant due;
  private int number = 1;
  private int attempts;

  /// @param at when it began
  WarningState(Warning warning, Instant at) {
    this.warning = warning;
    this.at = at;
    this.due = at;
  }

  /// It goes on: what it says is brought up to date, and its severity may be news.
  void goesOn(Warning now, Instant when) {
    Severity before = warning.severity();
    warning = now;
    if (now.severity() != before) {
      news(when);
    }
  }

  /// All is well again.
  void ends(Instant when) {
    over = true;
    news(when);
  }

  private void news(Instant when) {
    standing = Standing.WAITS;
    at = when;
    due = when;
    attempts = 0;
    number++;
  }

  /// It is sent now, and again from the time on unless something is heard of it.
  void attempted(Instant again) {
    attempts++;
    due = again;
  }

  /// The sink has answered for good.
  ///
  /// @param of the number of the state that was sent; there may be a newer one
  /// @param again when it is sent again all the same
  /// @return whether this is its first answer for that state, or another than before
  boolean settled(int of, Standing answer, Instant again) {
    heardOf |= answer == Standing.TOLD;
    if (of != number) {
      return true;
    }
    boolean news = standing != answer;
    standing = answer;
    due = again;
    attempts = 0;
    return news;
  }

  WarningKind kind() {
    if (over) {
      return WarningKind.CLOSED;
    }
    return heardOf ? WarningKind.CHANGED : WarningKind.OPENED;
  }

  boolean isOver() {
    return over;
  }

  boolean stands(Standing one) {
    return standing == one;
  }

  Warning warning() {
    return warning;
  }

  Instant at() {
    return at;
  }

  Instant due() {
    return due;
  }

  int number() {
    return number;
  }

  int attempts() {
    return attempts;
  }
}
