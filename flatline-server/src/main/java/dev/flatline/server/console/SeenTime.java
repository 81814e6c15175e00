package dev.flatline.server.console;

import dev.flatline.core.engine.Coverage;
import dev.flatline.formats.text.TimeText;
import java.time.Instant;

/// When a workload was seen: never, as long as its first samples wait for those that may be late.
final class SeenTime {
  private SeenTime() {}

  /// To the minute.
  ///
  /// @param millis one of its times
  static String of(Coverage one, long millis) {
    return one.samples() == 0 ? "–" : TimeText.minute(Instant.ofEpochMilli(millis));
  }
}
