package dev.flatline.server;

import dev.flatline.core.finding.Severity;
import dev.flatline.server.warning.Warnings;
import java.util.Locale;

/// Warns while workloads or series come for which there is no room. On one thread.
final class RoomWatch {
  /// By which the warning is known.
  static final String WARNING = "room";

  private final HeapRoom room;
  private final Warnings warnings;
  private long before;

  RoomWatch(HeapRoom room, Warnings warnings) {
    this.room = room;
    this.warnings = warnings;
  }

  /// Looks again.
  ///
  /// @param samples of new workloads without room, since the start
  /// @param points of new series without room, since the start
  void look(long samples, long points) {
    long all = samples + points;
    if (all > before) {
      warnings.raise(
          WARNING,
          Severity.HIGH,
          String.format(
              Locale.ROOT,
              "More comes than there is room for, and what is new is not judged: this heap has"
                  + " room for %,d workloads and for %,d series that are pushed. Give it a larger"
                  + " one: FLATLINE_JAVA_OPTS=-Xmx…, see docs/reference/server.md, How large a"
                  + " fleet.",
              room.workloads(),
              room.series()));
    } else {
      warnings.clear(WARNING);
    }
    before = all;
  }
}
