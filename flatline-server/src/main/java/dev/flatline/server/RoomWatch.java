package dev.flatline.server;

import dev.flatline.core.finding.Severity;
import dev.flatline.server.warning.Warnings;
import java.util.Locale;

/// Warns while workloads or series come for which there is no room. On one thread.
final class RoomWatch {
  /// By which the warning is known.
  static final String WARNING = "room";

  /// Samples may come minutes apart: it is over when so many looks in a row find nothing. Sinks
  /// would hear of a beginning and an end each few minutes otherwise.
  static final int QUIET_LOOKS = 15;

  private final HeapRoom room;
  private final Warnings warnings;
  private long before;
  private int quietLooks;

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
    quietLooks = all > before ? 0 : quietLooks + 1;
    if (quietLooks == 0) {
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
    } else if (quietLooks >= QUIET_LOOKS) {
      warnings.clear(WARNING);
    }
    before = all;
  }
}
