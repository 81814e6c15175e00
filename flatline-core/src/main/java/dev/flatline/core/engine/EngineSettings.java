package dev.flatline.core.engine;

import dev.flatline.core.state.StateException;
import dev.flatline.core.state.StateReader;
import dev.flatline.core.state.StateWriter;
import java.time.Duration;

/// What the engine needs to know besides the policy.
///
/// @param window length of the sliding window, a minute or more; its panes are a thirtieth of it
/// @param leastDwell how long a plateau must have lasted to be judged, at most the window
/// @param lateness how far behind a workload's newest sample another may arrive and still be judged
/// @param mergeGap stretches less than this apart are one finding
public record EngineSettings(
    Duration window, Duration leastDwell, Duration lateness, Duration mergeGap) {
  private static final Duration SHORTEST_WINDOW = Duration.ofMinutes(1);

  /// Half an hour is the published rule's window; six minutes give a standard deviation that is
  /// known to a third, and are longer than the CPU hogs and bursts of batch jobs in public
  /// recordings; a minute of lateness is four scrapes at 15 s; 6 hours is the distance under
  /// which two episodes of one day are the same to whoever is called.
  public static final EngineSettings DEFAULT =
      new EngineSettings(
          Duration.ofMinutes(30),
          Duration.ofMinutes(6),
          Duration.ofMinutes(1),
          Duration.ofHours(6));

  void write(StateWriter to) {
    to.putLong(window.toMillis());
    to.putLong(leastDwell.toMillis());
    to.putLong(lateness.toMillis());
    to.putLong(mergeGap.toMillis());
  }

  /// What was written must be these.
  ///
  /// @throws StateException naming both where it is not
  void requireWritten(StateReader from) {
    EngineSettings written =
        new EngineSettings(
            Duration.ofMillis(from.getLong()),
            Duration.ofMillis(from.getLong()),
            Duration.ofMillis(from.getLong()),
            Duration.ofMillis(from.getLong()));
    if (!written.equals(this)) {
      throw new StateException("written with " + written + ", not with " + this);
    }
  }

  private static final int DWELLS_PER_WINDOW = 5;

  /// These settings with a window of this length, and a fifth of it as the least dwell.
  ///
  /// @throws IllegalArgumentException where the window is too short
  public EngineSettings withWindow(Duration newWindow) {
    return new EngineSettings(
        newWindow, newWindow.dividedBy(DWELLS_PER_WINDOW), lateness, mergeGap);
  }

  /// Checks the ranges.
  ///
  /// @throws IllegalArgumentException naming the first value that is out of its range
  public EngineSettings {
    if (window.compareTo(SHORTEST_WINDOW) < 0) {
      throw new IllegalArgumentException(
          "window of "
              + window.toSeconds()
              + " s is shorter than "
              + SHORTEST_WINDOW.toSeconds()
              + " s");
    }
    if (leastDwell.isZero() || leastDwell.isNegative() || leastDwell.compareTo(window) > 0) {
      throw new IllegalArgumentException("dwell " + leastDwell + " is not in (0, window]");
    }
    if (lateness.isNegative() || mergeGap.isNegative()) {
      throw new IllegalArgumentException("lateness " + lateness + ", merge gap " + mergeGap);
    }
  }
}
