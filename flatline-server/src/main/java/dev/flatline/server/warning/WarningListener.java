package dev.flatline.server.warning;

import java.time.Instant;

/// Somebody who hears of warnings, in their order. Whoever raises one waits meanwhile: to be told
/// must take no time.
public interface WarningListener {

  /// Something is wrong, or still is.
  ///
  /// @param at when that was seen
  void raised(Warning warning, Instant at);

  /// All is well with that thing, as far as is known.
  ///
  /// @param warning as it was raised last
  /// @param at when that was seen
  void cleared(Warning warning, Instant at);
}
