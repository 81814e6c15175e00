package dev.flatline.server.audit;

import dev.flatline.core.finding.Actor;
import java.time.Instant;
import java.util.Locale;

/// Something that was done or refused.
///
/// @param at when
/// @param by who did it, and from where
/// @param what was done: a word such as `finding.suppress`, for filters
/// @param subject to what it was done; empty where that is the server
/// @param outcome how it ended
/// @param detail why, or what changed; empty where there is nothing to say
public record AuditEntry(
    Instant at, Actor by, String what, String subject, Outcome outcome, String detail) {

  /// How something ended.
  public enum Outcome {
    /// It was done.
    DONE,
    /// It was not allowed, or not possible.
    REFUSED;

    /// In lower case, as written in answers.
    public String label() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /// What was done.
  public static AuditEntry done(Instant at, Actor by, String what, String subject, String detail) {
    return new AuditEntry(at, by, what, subject, Outcome.DONE, detail);
  }
}
